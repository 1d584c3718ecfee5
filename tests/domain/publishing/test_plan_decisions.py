"""What a decision carries, and in which order decisions come."""

from dataclasses import replace

from automation.domain.approvals.standing import Stands
from automation.domain.content.post import Ask, Choice
from automation.domain.ids import NO_CHANNEL
from automation.domain.publishing.plan import Done, Hold, Publish, Why, plan
from automation.domain.publishing.review import Material, review_all
from automation.domain.team.channel import Policy
from tests.domain.builders import SPEC, approved, decide, make_picture
from tests.domain.desks import BUDI, HELP, NOW, SHOP, make_desk, make_post
from tests.domain.publishing.cases import LATE, POST, REVISION, Case, claimed, due


def test_a_missed_post_says_when_it_was_due() -> None:
    (hold,) = Case(LATE).decide()

    assert isinstance(hold, Hold)
    assert hold.until == LATE.publish_at


def test_a_decision_that_is_not_in_the_log_yet_does_not_let_a_post_out() -> None:
    asks = (Ask(level=1, approver=BUDI.id, choice=Choice.REJECT),)
    case = Case(replace(POST, asks=asks, last_revision=REVISION))

    (hold,) = case.decide()

    assert isinstance(hold, Hold)
    assert hold.why is Why.WAITING
    assert hold.standing is not None
    assert hold.standing.stands is Stands.APPROVED


def test_every_channel_of_a_post_is_decided_for_itself() -> None:
    post = due(channels=(SHOP, HELP))
    story = claimed(post, 5).published()

    decisions = Case(post, story=story).decide()

    assert {d.channel: type(d) for d in decisions} == {SHOP: Done, HELP: Publish}


def test_what_goes_out_first_is_what_was_due_first() -> None:
    posts = [due(5), due(30), make_post(), due(20)]
    desk = make_desk(posts, approvals=[approved(post) for post in posts])

    decisions = decide(desk)

    assert [d.post for d in decisions if isinstance(d, Publish)] == [posts[n].id for n in (1, 3, 0)]
    assert len(decisions) == 4


def test_a_post_on_no_channel_has_one_decision_that_names_none() -> None:
    (hold,) = Case(replace(POST, channels=())).decide()

    assert hold.channel == NO_CHANNEL


def test_a_picture_that_nobody_could_read_keeps_the_post_back_even_without_a_finding() -> None:
    post = due(media=("hilang.jpg",))
    desk = Case(post, log=[], policy=Policy.NONE).desk()
    reviews = review_all(desk, Material(specs={SHOP: SPEC}), [post])

    (hold,) = plan(desk, reviews, now=NOW)

    assert isinstance(hold, Hold)
    assert hold.why is Why.PROBLEMS


def test_the_draft_that_goes_out_carries_the_revision_that_was_approved() -> None:
    picture = make_picture()
    post = due(media=(picture.address,))
    desk = Case(post, log=[approved(post, picture)]).desk()

    (publish,) = decide(desk, picture)
    (held,) = decide(desk, replace(picture, sha256="exchanged"))

    assert isinstance(publish, Publish)
    assert publish.draft.revision == desk.approvals[0].revision
    assert isinstance(held, Hold)
