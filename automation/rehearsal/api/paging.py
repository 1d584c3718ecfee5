"""Mastodon's pages: max_id, since_id, min_id, limit, and the Link header that leads on."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Protocol, TypeVar
from urllib.parse import parse_qsl, urlencode

from automation.rehearsal.call import Call, Header


class _HasId(Protocol):
    @property
    def id(self) -> str: ...


Record = TypeVar("Record", bound=_HasId)


def page(
    records: Iterable[Record], call: Call, *, default: int = 20, maximum: int = 40
) -> list[Record]:
    """Return one page of records that come newest first; `min_id` asks for the ones right after it."""
    limit = call.form.number("limit", default, maximum)
    below, above, after = (_id(call, name) for name in ("max_id", "since_id", "min_id"))
    floor = max(above or 0, after or 0)
    kept = (
        one for one in records if (below is None or int(one.id) < below) and int(one.id) > floor
    )
    return list(kept)[-limit:] if after is not None else list(islice(kept, limit))


def links(call: Call, shown: Sequence[_HasId]) -> tuple[Header, ...]:
    """Return the Link header to the older and the newer neighbours of a page."""
    if not shown:
        return ()
    kept = [
        (name, value)
        for name, value in parse_qsl(call.query)
        if name not in ("max_id", "since_id", "min_id")
    ]

    def address(name: str, value: str) -> str:
        return f"<{call.base_url}{call.path}?{urlencode([*kept, (name, value)])}>"

    older, newer = address("max_id", shown[-1].id), address("min_id", shown[0].id)
    return (("Link", f'{older}; rel="next", {newer}; rel="prev"'),)


def _id(call: Call, name: str) -> int | None:
    sent = call.form.text(name)
    return int(sent) if sent.isdecimal() else None
