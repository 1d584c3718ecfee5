"""Findings about a channel's access: what it lacks, when it ends, and the interface it goes through."""

from automation.domain.problems.problem import Who, problem_kind
from automation.language import mark

_CONNECT = mark(
    "Run “lembar connect {network} --channel {channel}” before then, and “lembar doctor” after it."
)
_CONNECT_NOW = mark(
    "Run “lembar connect {network} --channel {channel}”, and “lembar doctor” after it."
)

EXPIRES_SOON = problem_kind(
    "expires_soon",
    mark("The access of channel {channel} ends in {days} days."),
    _CONNECT,
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    days="5",
    network="mastodon",
)
ACCESS_ENDED = problem_kind(
    "access_ended",
    mark("The access of channel {channel} has ended."),
    _CONNECT_NOW,
    Who.OPERATOR,
    channel="brand",
    network="mastodon",
)
RENEWAL_LOST = problem_kind(
    "renewal_lost",
    mark("The access of channel {channel} was renewed at {at}, and the network's answer was lost. The old access works until it ends."),
    _CONNECT,
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    network="mastodon",
    at="2026-11-21 09:00",
)  # fmt: skip
RENEWAL_REFUSED = problem_kind(
    "renewal_refused",
    mark("The network refused at {at} to renew the access of channel {channel}. The old access works until it ends."),
    _CONNECT,
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    network="mastodon",
    at="2026-11-21 09:00",
)  # fmt: skip
RIGHTS_MISSING = problem_kind(
    "rights_missing",
    mark("The credential of channel {channel} lacks these rights: {rights}."),
    mark("Make a new one with them, and run “lembar doctor”."),
    Who.OPERATOR,
    channel="brand",
    rights="write:statuses",
)
API_RETIRES = problem_kind(
    "api_retires",
    mark("Version {version} of {network}'s interface, which channel {channel} goes through, ends on {day}."),
    mark("Install a newer Lembar before then."),
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    network="linkedin",
    version="202601",
    day="2027-01-15",
)  # fmt: skip
API_MAY_RETIRE = problem_kind(
    "api_may_retire",
    mark("Version {version} of {network}'s interface, which channel {channel} goes through, may end from {day} on: {network} names no day."),
    mark("Install a newer Lembar. Where that day is known to be later, write it as api.retires_on of {network} in the limits file (LEMBAR_LIMITS)."),
    Who.OPERATOR,
    blocks=False,
    channel="brand",
    network="linkedin",
    version="202601",
    day="2027-01-15",
)  # fmt: skip
API_RETIRED = problem_kind(
    "api_retired",
    mark("Version {version} of {network}'s interface, which channel {channel} goes through, ended on {day}."),
    mark("Install a newer Lembar; until then nothing may go out there."),
    Who.OPERATOR,
    channel="brand",
    network="linkedin",
    version="202601",
    day="2027-01-15",
)  # fmt: skip
