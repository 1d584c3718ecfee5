"""One post that would go out now, and what may be different about it."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from automation.domain.approvals.approval import Approval
from automation.domain.content.post import Post
from automation.domain.desk import Desk
from automation.domain.publishing.plan import Decision, Done, Hold, Publish, Why
from automation.domain.team.channel import Policy
from automation.domain.team.team_settings import TeamSettings
from tests.domain.builders import Story, approved, decide, revision
from tests.domain.desks import HELP, NOW, SETTINGS, SHOP, make_channel, make_desk, make_post

GRACE = SETTINGS.grace
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Case:
    """One post that would go out now, and what is different about it."""

    post: Post = field(default_factory=lambda: make_post(publish_at=NOW - 10 * MINUTE))
    log: Sequence[Approval] | None = None
    story: Story | None = None
    settings: TeamSettings = SETTINGS
    policy: Policy = Policy.REQUIRED
    now: datetime = NOW

    def desk(self) -> Desk:
        log = [approved(self.post)] if self.log is None else self.log
        return make_desk(
            [self.post],
            settings=self.settings,
            approvals=log,
            events=self.story.events if self.story else [],
            channels={name: make_channel(name, self.policy) for name in (SHOP, HELP)},
        )

    def decide(self) -> list[Decision]:
        return decide(self.desk(), now=self.now)

    def decision(self) -> str:
        (decision,) = self.decide()
        match decision:
            case Publish():
                return f"publish {','.join(map(str, decision.parts))}"
            case Hold(why=Why.MISSED):
                return f"missed, kept by {decision.kept_by}"
            case Hold():
                return decision.why.value
            case Done():
                return "done"


def due(minutes_ago: float = 10, **changes: object) -> Post:
    return make_post(publish_at=NOW - timedelta(minutes=minutes_ago), **changes)  # type: ignore[arg-type]


def claimed(post: Post, minutes_ago: float, parts: int = 1) -> Story:
    return Story(post, began_at=NOW - timedelta(minutes=minutes_ago), parts=parts).claimed()


def setting(**changes: object) -> TeamSettings:
    return replace(SETTINGS, **changes)  # type: ignore[arg-type]


POST = due()
LATE = due(121)
REVISION = revision(POST)
