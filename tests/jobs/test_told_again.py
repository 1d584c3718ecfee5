"""An event whose answers were all lost waits for a person; told again by their word, it is taken once.

A run repeats an event by itself. The next one does not: what it gave back could be edited and
approved anew, and go out under another id beside the first.
"""

from collections.abc import Callable, Iterator

import pytest

from tests.contracts.trouble import Trouble
from tests.desk_builder import Team, Wired, make_team, moment
from tests.wire.webhook import SECRET, ReceiverStage, stage

AS_OFTEN_AS_A_RUN_TRIES = 4
Run = Callable[[str, str], object]


@pytest.fixture
def receiver() -> Iterator[ReceiverStage]:
    yield (played := stage())
    played.stop()


@pytest.fixture
def team(receiver: ReceiverStage) -> Team:
    team = make_team(brand=receiver.address)
    team.tokens = {**team.tokens, "WEBHOOK_SECRET_BRAND": SECRET}
    team.write("channels", "brand", network="webhook")
    return team


@pytest.fixture
def run(team: Team, receiver: ReceiverStage) -> Run:
    def play(job: str, at: str) -> object:
        receiver.api.now_s = moment(at).timestamp()
        return Wired(team).run(job, at)

    return play


@pytest.fixture
def lost(team: Team, run: Run, receiver: ReceiverStage) -> None:
    """Let the receiver take an event whose every answer is lost."""
    team.post("Kopi pagi", "09:00")
    run("check", "08:00")
    team.approve("Kopi pagi")
    for _ in range(AS_OFTEN_AS_A_RUN_TRIES):
        receiver.trouble(Trouble.LOST)
    run("publish", "09:05")


@pytest.mark.usefixtures("lost")
def test_it_is_not_told_again_without_a_person(
    team: Team, run: Run, receiver: ReceiverStage
) -> None:
    asked = len(receiver.api.asked)

    run("publish", "09:20")

    assert (team.state("Kopi pagi"), len(receiver.api.asked)) == ("unknown", asked)
    assert "Is it there?" in team.cell("Kopi pagi", "problems")


@pytest.mark.usefixtures("lost")
def test_by_a_persons_word_it_is_told_under_the_same_id_and_taken_once(
    team: Team, run: Run, receiver: ReceiverStage
) -> None:
    team.edit("Kopi pagi", answer="It is not there")

    run("publish", "09:20")

    told = [one for one in receiver.api.asked if receiver.api.publishes(one)]
    assert len(told) == AS_OFTEN_AS_A_RUN_TRIES + 1
    assert len({one.headers["webhook-id"] for one in told}) == 1
    assert (len(receiver.texts()), team.state("Kopi pagi")) == (1, "published")
