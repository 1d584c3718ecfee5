"""An Indonesian team reads Indonesian only: in its rows, its tabs, its results and its help."""

import pytest
from tests.messages.english import english_in

OURS = {
    "calendar": ("state", "problems", "published_at"),
    "channels": ("state", "problems"),
    "assignments": ("title", "brief", "why", "where", "done_when", "missing", "state"),
    "lessons": ("title", "about", "tasks"),
    "runs": ("counts", "needs", "outcome"),
}
"""What the machine writes for people to read."""


def cells(team):
    return "\n".join(
        str(row[column])
        for tab, columns in OURS.items()
        for row in team.records(tab)
        for column in columns
        if row[column] is not None
    )


def play(team, run):
    run("check", "07:00")
    run("check", "07:10")
    team.approve("Menunggu", choice="Setuju")
    run("doctor", "07:20")
    results = [run("publish", "12:00"), run("preview", "2026-11-24 09:05", dry_run=True)]
    results += [run("publish", "2026-11-24 09:05"), run("collect", "2026-11-25 10:10")]
    results += [run("assign", "2026-11-25 10:20"), run("grade", "2026-11-29 10:00")]
    return [*results, run("report", "2026-11-29 10:10")]


def test_no_english_stands_in_what_the_machine_writes(team, run):
    results = play(team, run)

    shown = cells(team) + "\n".join(result.as_html() for result in results)

    print(shown)
    assert english_in(shown) == []
