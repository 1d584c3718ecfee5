"""Plays the days before the demo's present: people act, jobs run, something goes wrong now and then.

Everything goes the product's own way; only time is ours: the run's `now` and the rehearsal
network's clock are set to the moment the story tells.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from automation.app import Wishes, open_workbook, run_job
from automation.demo.people import People
from automation.demo.story import Act, Story, Write
from automation.demo.telling import Say
from automation.language import Sentence, mark
from automation.rehearsal.faults import Effect
from automation.rehearsal.network import Rehearsal

_A_MOMENT = timedelta(seconds=20)  # the network stores a post a moment after the run began

_GOES_WRONG = {
    Effect.LOST: mark("the network stores a post, and its answer is lost"),
    Effect.STATUS: mark("the network refuses a post"),
}


class History:
    """The stage with its actors."""

    def __init__(self, story: Story, people: People, network: Rehearsal, workbook: Path) -> None:
        self._story = story
        self._people = people
        self._network = network
        self._workbook = str(workbook)

    def play(self, say: Say) -> None:
        """Play every act, telling each in one line."""
        for act in self._story.acts:
            self.set_clock(act.at)
            told = list(self._let_people_act(act))
            if act.fault is not None:
                self._network.add_fault(act.fault)
                told.append(Sentence(_GOES_WRONG[act.fault.effect]))
            wishes = Wishes(now=act.at.isoformat())
            results = [run_job(job, self._workbook, wishes) for job in act.jobs]
            self._network.clear_faults()
            say.act(act.at, told, [done.headline for done in results if done.job != "collect"])

    def set_clock(self, at: datetime) -> None:
        """Let the rehearsal network stand at that moment."""
        self._network.set_clock(at + _A_MOMENT)

    def _let_people_act(self, act: Act) -> Iterator[Sentence]:
        if act.add is not None:
            rows = [post for post in self._story.posts if post.batch == act.add]
            self._people.plan(rows)
            yield Sentence(mark("{count} rows planned"), {"count": len(rows)})
        if act.decide is not None:
            batch, level = act.decide
            rows = [p for p in self._story.posts if p.batch == batch and p.decision(level)]
            self._people.decide(rows, level)
            facts = {"count": len(rows), "level": level}
            yield Sentence(mark("{count} decisions at level {level}"), facts)
        if act.write:
            self._people.write(act.write)
            yield _written(act.write)
        if act.answer is not None:
            self._people.hand_in(act.answer)
            yield Sentence(mark("{member} hands in a text"), {"member": act.answer.member})
        if act.pause is not None:
            open_workbook(self._workbook).set_setting("pause", "yes" if act.pause else "no")
            yield Sentence(mark("publishing paused") if act.pause else mark("publishing goes on"))


def _written(cells: Sequence[Write]) -> Sentence:
    if cells[0].column == "feedback":
        return Sentence(mark("feedback beside {count} posts"), {"count": len(cells)})
    return Sentence(mark("“{post}” edited after its approval"), {"post": cells[0].post})
