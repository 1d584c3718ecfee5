"""What a row shows after a whole review and plan, and the decisions it is shown from."""

from dataclasses import replace
from datetime import datetime

from automation.domain.desk import Desk
from automation.domain.ids import ChannelId
from automation.domain.problems.problem import Problem
from automation.domain.publishing.fold import fold
from automation.domain.publishing.plan import Done, Hold, Why
from automation.domain.publishing.publication import Happened, Publication
from automation.domain.publishing.review import on_their_way, review_all
from automation.domain.publishing.view import Explain, by_post
from automation.language import english
from tests.domain.builders import Story, as_decided, decide, material_for
from tests.domain.desks import HELP, NOW, SHOP, make_post

POST = make_post(title="Kopi susu", channels=(SHOP, HELP))


def hold(why: Why, channel: ChannelId = SHOP, **changes: object) -> Hold:
    return replace(Hold(post=POST.id, channel=channel, why=why), **changes)  # type: ignore[arg-type]


def publication(channel: ChannelId, story: Story) -> Publication:
    return fold(story.events)[(POST.id, channel)]


def done(channel: ChannelId = SHOP, *then: Happened) -> Done:
    story = Story(POST, channel).claimed()
    if Happened.SEEN not in then:
        story.published()
    for happened in then:
        story.then(happened)
    return Done(post=POST.id, channel=channel, publication=publication(channel, story))


def explained(desk: Desk, *, now: datetime = NOW) -> list[Problem]:
    """Return what the first row of a desk shows, after a whole review and plan."""
    desk = as_decided(desk)
    post = desk.posts[0]
    review = review_all(desk, material_for(desk), on_their_way(desk)).get(post.id)
    decisions = by_post(decide(desk, now=now))[post.id]
    return Explain(desk=desk, now=now).post(post, decisions, review)


def said(desk: Desk, *, now: datetime = NOW) -> list[str]:
    return [problem.say(english) for problem in explained(desk, now=now)]
