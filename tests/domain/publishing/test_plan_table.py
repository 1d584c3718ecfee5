"""The heart as a table: a situation, and what the plan says of it."""

from dataclasses import replace
from datetime import time, timedelta

import pytest

from automation.domain.approvals.approval import Verdict
from automation.domain.content.post import Status
from automation.domain.publishing.publication import Happened
from automation.domain.team.channel import Policy
from tests.domain.builders import make_approval, revision
from tests.domain.desks import NOW, make_post
from tests.domain.publishing.cases import LATE, MINUTE, POST, REVISION, Case, claimed, due, setting

THREAD = due(thread=("Dua", "Tiga"))
OLD_THREAD = due(60 * 24, thread=("Dua", "Tiga"))
QUIET = setting(quiet_from=time(22), quiet_until=time(6))
NIGHT = NOW.replace(hour=23)
AT_NIGHT = make_post(publish_at=NIGHT - 10 * MINUTE)


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        # Time
        pytest.param(Case(POST), "publish 0", id="due and approved"),
        pytest.param(Case(due(0)), "publish 0", id="due this very moment"),
        pytest.param(Case(due(-0.01)), "not_yet", id="due in a second"),
        pytest.param(Case(due(119.99)), "publish 0", id="at the last moment of grace"),
        pytest.param(Case(due(120)), "missed, kept by None", id="as grace ends"),
        pytest.param(
            Case(due(30), settings=setting(grace=30 * MINUTE)), "missed, kept by None", id="short grace"
        ),
        # Approval
        pytest.param(Case(POST, log=[]), "waiting", id="nobody approved"),
        pytest.param(
            Case(POST, log=[make_approval(POST, revision(THREAD))]), "waiting", id="edited after"
        ),
        pytest.param(
            Case(POST, log=[make_approval(POST, REVISION, counts=False)]), "waiting", id="in doubt"
        ),
        pytest.param(
            Case(POST, log=[make_approval(POST, REVISION, Verdict.REQUEST_CHANGES)]),
            "changes",
            id="changes asked for",
        ),
        pytest.param(
            Case(POST, log=[make_approval(POST, REVISION, Verdict.REJECT)]), "changes", id="turned down"
        ),
        pytest.param(Case(POST, log=[], policy=Policy.NONE), "publish 0", id="no approval needed"),
        pytest.param(Case(POST, log=[], policy=Policy.OPTIONAL), "publish 0", id="approval optional"),
        # What keeps everything back
        pytest.param(Case(POST, settings=setting(paused=True)), "paused", id="paused"),
        pytest.param(
            Case(due(-5), settings=setting(paused=True)), "not_yet", id="paused, but not due yet"
        ),
        pytest.param(Case(AT_NIGHT, settings=QUIET, now=NIGHT), "quiet", id="quiet hours"),
        pytest.param(
            Case(AT_NIGHT, settings=QUIET, now=NIGHT.replace(hour=7) + timedelta(days=1)),
            "missed, kept by None",
            id="the night was longer than its grace",
        ),
        # What kept a missed post back
        pytest.param(Case(LATE, log=[]), "missed, kept by waiting", id="missed, not approved"),
        pytest.param(
            Case(LATE, settings=setting(paused=True)), "missed, kept by paused", id="missed, paused"
        ),
        pytest.param(
            Case(replace(LATE, text="")), "missed, kept by problems", id="missed, with findings"
        ),
        # What people want
        *[
            pytest.param(Case(replace(POST, status=status)), why, id=f"status {status.value}")
            for status, why in (
                (Status.IDEA, "idea"), (Status.DRAFT, "draft"), (Status.HOLD, "on_hold"),
                (Status.CANCELLED, "cancelled"),
            )
        ],
        pytest.param(Case(replace(POST, text="")), "problems", id="findings"),
        pytest.param(Case(replace(POST, publish_at=None)), "problems", id="no time"),
        pytest.param(Case(replace(POST, channels=())), "problems", id="no channel"),
        pytest.param(Case(replace(POST, media=("hilang.jpg",))), "problems", id="no such picture"),
        # What the ledger says
        pytest.param(Case(POST, story=claimed(POST, 1)), "sending", id="another run is sending"),
        pytest.param(Case(POST, story=claimed(POST, 14.9)), "sending", id="it may still be"),
        pytest.param(Case(POST, story=claimed(POST, 15)), "unknown", id="it has had its time"),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.UNKNOWN)), "unknown", id="no answer came"
        ),
        pytest.param(
            Case(replace(POST, status=Status.CANCELLED), story=claimed(POST, 30)),
            "unknown",
            id="cancelled, but perhaps it is out",
        ),
        pytest.param(
            Case(replace(POST, text="Baru"), story=claimed(POST, 30)),
            "unknown",
            id="edited, but perhaps the older text is out",
        ),
        pytest.param(Case(POST, story=claimed(POST, 5).published()), "done", id="out"),
        pytest.param(
            Case(replace(POST, text="Baru"), story=claimed(POST, 5).published()),
            "done",
            id="edited after it went out",
        ),
        pytest.param(
            Case(replace(POST, status=Status.HOLD), story=claimed(POST, 5).published()),
            "done",
            id="held after it went out",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).published().then(Happened.WITHDRAWN)),
            "done",
            id="removed from the network",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 30).then(Happened.SEEN)), "done", id="a person saw it"
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 30).then(Happened.ABSENT)), "publish 0", id="it is not there"
        ),
        pytest.param(
            Case(LATE, story=claimed(LATE, 119).then(Happened.ABSENT)),
            "missed, kept by None",
            id="it is not there, and it is too late now",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.RELEASED)), "publish 0", id="given back"
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.REJECTED, revision=REVISION)),
            "rejected",
            id="refused as it stands",
        ),
        pytest.param(
            Case(POST, story=claimed(POST, 5).then(Happened.REJECTED)),
            "publish 0",
            id="refused, and edited since",
        ),
        # Threads
        pytest.param(Case(THREAD), "publish 0,1,2", id="a thread"),
        pytest.param(
            Case(
                THREAD,
                story=claimed(THREAD, 5, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "publish 1,2",
            id="the rest of a thread",
        ),
        pytest.param(
            Case(
                OLD_THREAD,
                story=claimed(OLD_THREAD, 60 * 24, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "publish 1,2",
            id="the rest of a thread, even when it is late",
        ),
        pytest.param(
            Case(
                replace(THREAD, thread=()),
                story=claimed(THREAD, 5, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "done",
            id="the rest of a thread was taken out",
        ),
        pytest.param(
            Case(
                THREAD,
                log=[],
                story=claimed(THREAD, 5, 3).published(part=0).then(Happened.RELEASED, part=1),
            ),
            "waiting",
            id="the rest of a thread needs its approval too",
        ),
    ],
)  # fmt: skip
def test_the_plan_says(case: Case, expected: str) -> None:
    assert case.decision() == expected
