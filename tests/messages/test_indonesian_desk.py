"""An Indonesian team reads Indonesian only: in its rows, its tabs, its notebooks' results."""

from collections.abc import Callable, Sequence

from automation.domain.problems.catalogue import KINDS
from automation.jobs.counted import NAMES
from automation.jobs.result import JobResult
from automation.language import translator
from tests.desk_builder import Team
from tests.messages.english import english_in

OURS = {
    "calendar": ("state", "problems", "published_at"),
    "channels": ("state", "problems"),
    "assignments": ("title", "brief", "why", "where", "done_when", "missing", "state"),
    "lessons": ("title", "about", "tasks"),
    "runs": ("counts", "needs", "outcome"),
}
"""What the machine writes for people to read."""

Run = Callable[..., JobResult]


def cells(team: Team) -> str:
    return "\n".join(
        str(row[column])
        for tab, columns in OURS.items()
        for row in team.records(tab)
        for column in columns
        if row[column] is not None
    )


def play(team: Team, run: Run) -> Sequence[JobResult]:
    """Play a week in which every job has something to say."""
    results = [run("check", "2026-11-21 07:00"), run("doctor", "2026-11-21 07:10")]
    team.edit("Layak", approver_1="Rina", decision_1="Setuju")
    results += [run("check", "2026-11-21 07:20"), run("publish", "2026-11-21 12:00")]
    results += [
        run("preview", "2026-11-24 09:05", dry_run=True),
        run("collect", "2026-11-25 10:10"),
    ]
    results += [run("assign", "2026-11-25 10:20"), run("grade", "2026-11-29 10:00")]
    return [*results, run("reconcile", "2026-11-29 10:05"), run("report", "2026-11-29 10:10")]


def test_no_english_stands_in_what_the_machine_writes(team: Team, run: Run) -> None:
    play(team, run)

    assert "Sudah terbit" in cells(team) or "Terukur" in cells(team)
    assert english_in(cells(team)) == []


def test_no_english_stands_in_what_a_notebook_shows(team: Team, run: Run) -> None:
    results = play(team, run)

    shown = "\n".join(result.as_html() + result.picture().svg() for result in results)

    assert english_in(shown) == []


def test_the_runs_tab_counts_in_the_team_s_language(team: Team, run: Run) -> None:
    run("check", "2026-11-21 07:00")

    assert "tertahan" in str(team.records("runs")[-1]["counts"])


def test_values_are_named_by_the_labels_people_choose_them_by(team: Team, run: Run) -> None:
    run("check", "2026-11-21 07:00")

    assert "perlu peran Manajer, Penyetuju akhir." in team.cell("Tak berhak", "problems")
    assert "Wajib, " in team.cell("arsip", "problems", tab="channels")


def test_a_channel_s_row_names_the_manager_not_an_owner_it_has_not(team: Team, run: Run) -> None:
    run("doctor", "2026-11-21 07:00")

    problems = team.cell("arsip", "problems", tab="channels")
    assert "(manajer tim)" in problems
    assert "penanggung jawab" not in problems


def test_whatever_a_job_counts_has_a_name_for_people(team: Team, run: Run) -> None:
    counted = {name for result in play(team, run) for name in result.counts}

    assert counted <= NAMES.keys()


def test_no_finding_keeps_a_sentence_of_its_own_in_english() -> None:
    translate = translator("id")

    kept = [
        kind.code
        for kind in KINDS.values()
        for template in (kind.what, kind.fix, kind.who)
        if translate(template) == template and not template.startswith("{")
    ]

    assert not kept
