"""Networks that publish in stages: what a run began the next one goes on with, and nothing is done twice."""

from collections.abc import Callable, Set
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

import pytest

from automation.domain.content.draft import Part
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.network import ChannelCheck
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import Call, NotReady, OutcomeUnknown, Sent, SheetError
from automation.jobs.by_name import job_named
from automation.language import Sentence
from automation.networks import spec_of
from automation.workbook.backends.memory import Fault
from tests.desk_builder import Team, make_team, moment
from tests.promises.boundaries import HookedBackend, Killed, hooked, nth

SPEC = replace(spec_of("mastodon"), staged=True)


@dataclass
class World:
    """What a staged network holds: hidden containers, and posts that all can see."""

    containers: dict[str, str] = field(default_factory=dict)
    posts: list[str] = field(default_factory=list)
    ready: bool = True
    loses_answers: bool = False
    takes: timedelta = timedelta()
    """How long everything before the last stage takes."""
    preparing: Callable[[], None] = lambda: None
    remark: Sentence | None = None
    """What it says of a post that it takes."""


@dataclass
class StagedNetwork(Bare):
    """A fake: a text becomes a container first, and a post when that is ready."""

    world: World
    spec = SPEC

    def check(self) -> ChannelCheck:
        return ChannelCheck(account="brand")

    def publish(self, part: Part, attempt: Attempt) -> Receipt:
        container = attempt.kept.get("container", "")
        if not container:
            container = f"c{len(self.world.containers)}"
            self.world.containers[container] = part.text
            attempt.keep("container", container)
        self.world.preparing()
        if not self.world.ready:
            call = Call(network="Staged", channel="brand", operation="publish")
            raise NotReady("{network} is at work.", "Nothing to do.", call=call)
        attempt.go()
        self.world.posts.append(self.world.containers[container])
        if self.world.loses_answers:
            call = Call(network="Staged", channel="brand", operation="publish", sent=Sent.UNKNOWN)
            raise OutcomeUnknown("{network} did not answer.", "Wait.", call=call)
        receipt = self._receipt(len(self.world.posts), attempt.begun_at)
        return replace(receipt, remark=self.world.remark)

    def find(self, part: Part, attempt: Attempt, known: Set[str]) -> Receipt | None:
        for place, text in enumerate(self.world.posts, start=1):
            if text == part.text and str(place) not in known:
                return self._receipt(place, attempt.begun_at)
        return None

    @staticmethod
    def _receipt(place: int, at: datetime) -> Receipt:
        return Receipt(
            network_id=str(place), url=f"https://staged.example/{place}", published_at=at
        )


@pytest.fixture
def world() -> World:
    return World()


@pytest.fixture
def team() -> Team:
    return make_team(brand="https://staged.example/@brand")


@pytest.fixture
def run(team, world):
    def play(job, at, hook=lambda _: None):
        now = moment(at)

        def opener(_: Channel) -> StagedNetwork:
            return StagedNetwork(world)

        context = team.context(
            now, hooked(opener, hook), backend=HookedBackend(team.book.open(), hook),
            clock=lambda: now + (world.takes if world.containers else timedelta()),
        )  # fmt: skip
        return job_named(job)(context)

    return play


@pytest.fixture
def approved(team, run):
    team.post("Film", "09:00")
    run("check", "08:00")
    team.approve("Film")


@pytest.mark.usefixtures("approved")
def test_each_stage_is_in_the_ledger_before_the_next(team, run, world):
    steps = []
    world.preparing = lambda: steps.append(team.events())

    run("publish", "09:05")

    assert steps == [["claimed", "staged"]]
    assert team.events() == ["claimed", "staged", "staged", "published"]
    assert team.state("Film") == "published"


@pytest.mark.usefixtures("approved")
def test_what_a_network_says_of_how_it_took_a_post_is_told_once_and_kept(team, run, world):
    world.remark = Sentence("It is shown to nobody but {who}.", {"who": "you"})

    first, second = run("publish", "09:05"), run("publish", "09:20")

    assert [one for one in first.needs if "nobody but you" in one]
    assert not [one for one in second.needs if "nobody but you" in one]
    assert team.records("publications")[-1]["reason"] == "It is shown to nobody but you."


@pytest.mark.usefixtures("approved")
def test_a_run_that_ends_while_a_film_is_processed_is_gone_on_with_by_the_next(team, run, world):
    world.ready = False
    run("publish", "09:05")
    waiting = (team.state("Film"), team.cell("Film", "problems"))
    run("publish", "09:20")
    world.ready = True
    run("publish", "09:35")

    assert "at work" in waiting[1]
    assert (len(world.containers), len(world.posts)) == (1, 1)
    assert team.state("Film") == "published"


@pytest.mark.usefixtures("approved")
def test_a_post_begun_in_time_goes_out_though_processing_outlasts_the_grace(team, run, world):
    world.ready = False
    run("publish", "09:05")
    world.ready = True
    run("publish", "20:00")

    assert len(world.posts) == 1


@pytest.mark.usefixtures("approved")
def test_a_post_whose_container_has_expired_by_now_is_missed(team, run, world):
    world.ready = False
    run("publish", "09:05")
    world.ready = True
    run("publish", "2026-11-22 09:06")

    assert (world.posts, team.state("Film")) == ([], "missed")


@pytest.mark.usefixtures("approved")
def test_a_text_edited_while_its_film_is_processed_begins_anew_when_approved(team, run, world):
    world.ready = False
    run("publish", "09:05")
    team.edit("Film", text="Teks baru untuk film ini")
    run("check", "09:10")
    team.approve("Film", "approve_again")
    world.ready = True
    run("publish", "09:20")

    assert world.posts == ["Teks baru untuk film ini"]
    assert len(world.containers) == 2


@pytest.mark.usefixtures("approved")
def test_a_lost_answer_of_the_last_stage_is_looked_for(team, run, world):
    world.loses_answers = True
    run("publish", "09:05")
    run("publish", "09:10")

    assert len(world.posts) == 1
    assert team.state("Film") == "published"


@pytest.mark.usefixtures("approved")
def test_preparing_for_too_long_leaves_the_last_stage_to_the_next_run(team, run, world):
    world.takes = timedelta(minutes=14)
    run("publish", "09:05")
    world.takes = timedelta()
    unsent, state = list(world.posts), team.events()[-1]
    run("publish", "09:50")

    assert (unsent, state) == ([], "released")
    assert (len(world.containers), len(world.posts)) == (1, 1)


@pytest.mark.usefixtures("approved")
def test_a_stage_that_cannot_be_written_is_not_followed_by_the_next(team, run, world):
    world.preparing = lambda: team.book.backend.fail_next(Fault.BUSY, Fault.BUSY)
    backend = team.book.backend

    with pytest.raises(SheetError):
        run("publish", "09:05")
    backend._faults.clear()
    world.preparing = lambda: None
    before = list(world.posts)
    run("publish", "09:25")

    assert (before, len(world.posts)) == ([], 1)


def test_a_run_killed_at_any_boundary_is_continued_and_nothing_is_out_twice(world):
    for boundary in range(100):
        world.containers.clear(), world.posts.clear()
        team = make_team(brand="https://staged.example/@brand")
        team.post("Film", "09:00")
        if not _killed_at(team, world, boundary):
            assert boundary > 8
            return
        assert world.posts == [team.cell("Film", "text")], boundary
        assert team.state("Film") == "published"
    pytest.fail("the run never came to its end")


def _killed_at(team: Team, world: World, boundary: int) -> bool:
    def play(job: str, at: str, hook: Callable[[str], None] = lambda _: None) -> None:
        now = moment(at)
        opener = hooked(lambda _: StagedNetwork(world), hook)
        context = team.context(now, opener, backend=HookedBackend(team.book.open(), hook))
        job_named(job)(replace(context, at_once=1))

    play("check", "08:00")
    team.approve("Film")
    died = False

    def die() -> None:
        nonlocal died
        died = True
        raise Killed

    try:
        play("publish", "09:05", nth(boundary, die))
    except Killed:
        pass
    except SheetError:
        assert died
    for at in ("09:25", "09:45"):
        play("publish", at)
    return died
