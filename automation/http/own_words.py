"""What every network must be able to say of itself, in the same words: refusals that are ours, not the network's."""

from typing import NoReturn

from automation.errors import (
    Call,
    Gone,
    NetworkError,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.http.request import Caller
from automation.language import mark


class OwnWords:
    """Raises a NetworkError about one channel, of which `caller` tells the names."""

    caller: Caller

    def fail(
        self,
        kind: type[NetworkError],
        operation: str,
        what: str,
        fix: str,
        sent: Sent = Sent.NO,
        **facts: object,
    ) -> NoReturn:
        """Raise a NetworkError of that kind about this channel."""
        call = Call(
            network=self.caller.network,
            channel=self.caller.channel,
            operation=operation,
            sent=sent,
        )
        raise kind(what, fix, call=call, **facts)

    def refuse_too_long(self, length: int, limit: int) -> None:
        """Raise Rejected for a text longer than the network takes; nothing was sent then."""
        if length > limit:
            self.fail(
                Rejected, "publish",
                mark("The text for channel {channel} has {length} characters, and {network} takes {limit}."),
                mark("The post's owner shortens it."), length=length, limit=limit,
            )  # fmt: skip

    def refuse_answer(self, operation: str) -> NoReturn:
        """Raise Unavailable: what came is not what was asked for, and nothing was published."""
        self.fail(
            Unavailable, operation,
            mark("{network} answered channel {channel} with something else than was asked for."),
            mark("Nothing to do: nothing was published, and the next run tries again."),
        )  # fmt: skip

    def refuse_unproven(self, operation: str) -> NoReturn:
        """Raise OutcomeUnknown: it left, and what came back does not show it."""
        self.fail(
            OutcomeUnknown, operation,
            mark("Channel {channel} sent this to {network}, and what came back is no published post. It may be there."),
            mark("Do not send it again by hand. The next run looks for it on the channel."),
            sent=Sent.UNKNOWN,
        )  # fmt: skip

    def refuse_alike(self, url: str) -> NoReturn:
        """Raise OutcomeUnknown: a look found a post like ours, and a person must judge."""
        self.fail(
            OutcomeUnknown, "find",
            mark("A post much like this one is on channel {channel}: {url}."),
            mark("The post's owner looks at it and chooses the answer in the row."),
            sent=Sent.UNKNOWN, url=url,
        )  # fmt: skip

    def refuse_unread_posts(self, operation: str) -> NoReturn:
        """Raise OutcomeUnknown: there are more posts than a look may read, and ours may be below."""
        self.fail(
            OutcomeUnknown, operation,
            mark("Channel {channel} has more posts since then than can be read."),
            mark("The post's owner looks on the channel and chooses the answer in the row."), sent=Sent.UNKNOWN,
        )  # fmt: skip

    def refuse_unread_messages(self) -> NoReturn:
        """Raise Unavailable: there are more messages than may be read; none is left out in silence."""
        self.fail(
            Unavailable, "read messages",
            mark("Channel {channel} has more messages since then than can be read."),
            mark("Whoever manages the channel answers them on {network} itself, and asks for a shorter time here."),
        )  # fmt: skip

    def refuse_other_account(self, account: str, wanted: str) -> NoReturn:
        """Raise Unauthorized: the credential opens another account than the address names."""
        self.fail(
            Unauthorized, "check",
            mark("The credential of channel {channel} opens @{account}, but its address says @{wanted}."),
            mark("Whoever manages the channel corrects the address in the channels tab, or gets the credential of @{wanted}. {advice}"),
            account=account, wanted=wanted, advice=self.caller.token.advice,
        )  # fmt: skip

    def say_gone(self, operation: str) -> NoReturn:
        """Raise Gone: our post is no longer there."""
        self.fail(
            Gone, operation,
            mark("The post is no longer on {network}, channel {channel}."),
            mark("Nothing to do if you deleted it. If not, whoever manages the channel looks there why it is gone."),
        )  # fmt: skip
