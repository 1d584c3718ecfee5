"""One read: which tabs are needed, and what is found in them."""

import pytest

from automation.domain.ids import PostId
from automation.errors import TabMissing
from automation.workbook.backends.memory import MemoryBackend
from automation.workbook.protocol import Cell
from automation.workbook.workbook import Workbook
from tests.workbook.pages import SCHEMA, book, new_ids, pages
from tests.workbook.recording import FIRST, stage


def test_all_tabs_are_read_in_one_round_trip() -> None:
    workbook, backend = stage(FIRST)

    desk = workbook.read(new_ids())

    assert backend.reads == 1
    assert [post.id for post in desk.posts] == ["P-1"]
    assert set(desk.channels) == {"brand", "support"}
    assert (desk.damaged, desk.tab_problems) == ([], [])


def test_findings_of_every_tab_are_gathered() -> None:
    grids = pages(
        [{**FIRST, "status": "redy"}],
        settings={"pause": "entah"},
        members=[{"name": "Ayu", "roles": "bos"}],
        channels=[{"channel": "brand", "network": "mastodon", "address": "x"}],
        guidelines=[{"rule": "max_length", "value": "x"}],
    )
    grids["Calendar"][0].append("text")

    desk = book(grids)[0].read(new_ids())

    assert {problem.tab for problem in desk.tab_problems} == {
        "settings", "members", "channels", "guidelines", "calendar",
    }  # fmt: skip
    assert [problem.code for problem in desk.cell_problems[PostId("P-1")]] == ["unknown_value"]
    assert desk.settings.paused


def test_the_language_alone_can_be_read() -> None:
    backend = MemoryBackend(pages(language="id"))
    workbook = Workbook(backend, SCHEMA)

    assert workbook.read_language() == workbook.language == "id"
    assert Workbook(MemoryBackend({}), SCHEMA).read_language() == "en"


@pytest.mark.parametrize(
    "tab", ["settings", "members", "channels", "calendar", "approvals", "publications"]
)
def test_a_tab_that_nothing_can_be_decided_without_is_asked_for(tab: str) -> None:
    grids = pages()
    title = SCHEMA.tabs[tab].title("en")
    del grids[title]

    with pytest.raises(TabMissing) as caught:
        book(grids)[0].read(new_ids())

    assert f"no tab “{title}”" in str(caught.value)
    assert "lembar init" in str(caught.value)


@pytest.mark.parametrize("tab", ["guidelines", "snapshots", "assignments", "lessons", "runs"])
def test_a_tab_that_can_be_done_without_is_not_asked_for(tab: str) -> None:
    grids = pages([FIRST])
    del grids[SCHEMA.tabs[tab].title("en")]

    assert len(book(grids)[0].read(new_ids()).posts) == 1


def test_tabs_may_be_called_in_either_language_and_stand_in_any_order() -> None:
    english, indonesian = pages([FIRST]), pages([FIRST], language="id")
    mixed: dict[str, list[list[Cell]]] = {"Catatan kami": [["apa saja"]]}
    mixed |= dict(reversed(indonesian.items()))
    mixed["calendar "] = english["Calendar"]
    del mixed["Kalender"]

    assert [post.id for post in book(mixed)[0].read(new_ids()).posts] == ["P-1"]
