"""Google's quota runs out in the middle of settling: the run slows down, says why, and finishes."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import time

import pytest

from automation.errors import WorkbookBusy
from automation.rehearsal.network import Rehearsal
from tests.desk_builder import Team, Wired, make_team
from tests.workbook.google.conftest import Clockwork, Stand, event
from tests.workbook.google.desk import GoogleBook

POSTS = 200
A_MINUTE = 60
A_SETTLE_S = 0.5
"""Each look at the clock takes so long that a group of receipts is due after a few posts."""


@pytest.fixture
def many(stand: Stand, network: Rehearsal) -> Iterator[Team]:
    """Two hundred posts, due on a channel that asks nobody; Google's own quota on its own clock."""
    paper = make_team(brand=f"{network.url}/@kopi_senja")
    paper.write("channels", "brand", policy="none", posts_per_day=None)
    for number in range(POSTS):
        paper.post(f"Kopi {number}", at="09:00")
    Wired(paper, network.set_clock).run("check", "08:00")
    team = replace(paper, book=GoogleBook(stand, "en", paper.book))
    stand.sheets.set_quota(A_MINUTE)
    stand.sheets.set_clock(datetime.fromtimestamp(time() // A_MINUTE * A_MINUTE, UTC))
    yield team
    stand.sheets.set_clock(None)


def published_once(team: Team, network: Rehearsal) -> bool:
    """Whether each post is out, and told of in the ledger, exactly once."""
    public = [post.text.partition(":")[0] for post in network.posts("kopi_senja")]
    told = [row["title"] for row in team.records("publications") if row["network_id"]]
    titles = {f"Kopi {number}" for number in range(POSTS)}
    return titles == set(public) == set(told) and len(public) == len(told) == POSTS


@pytest.mark.parametrize("left", [2, 1])
def test_another_client_of_the_same_account_leaves_few_calls_a_minute(
    many: Team, network: Rehearsal, stand: Stand, clockwork: Clockwork, left: int
) -> None:
    """The other client spends the rest of each minute's quota as soon as the minute begins."""
    told: list[str] = []
    book = many.book
    assert isinstance(book, GoogleBook)
    other = replace(stand, clockwork=Clockwork()).open()
    minutes = 0

    def other_client() -> None:
        nonlocal minutes
        minutes += 1
        for number in range(A_MINUTE - left):
            # A slow machine asks twice: then the minute is spent sooner.
            with suppress(WorkbookBusy):
                other.commit([event(f"O-{minutes}-{number}")])

    def passes(seconds: float) -> None:
        minute = int(clockwork.now_s - seconds) // A_MINUTE
        stand.sheets.advance(timedelta(seconds=seconds))
        if int(clockwork.now_s) // A_MINUTE != minute:
            other_client()

    clockwork.on_sleep = passes
    other_client()
    backend = book.stand.open(tell=lambda sentence: told.append(str(sentence)))

    result = Wired(many, network.set_clock).run(
        "publish", "09:01", backend=backend, step_s=A_SETTLE_S
    )

    assert published_once(many, network)
    assert result.counts["published"] == POSTS
    assert minutes > 1
    assert result.calls.repeated == len(clockwork.waits)
    assert told
    assert all("too many calls in one minute" in line for line in told)
    assert {many.state(f"Kopi {number}") for number in (0, POSTS - 1)} == {"published"}
