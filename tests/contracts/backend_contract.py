"""What every back-end promises, whatever keeps its cells. A new one is tested by being registered.

The stage is a small team's calendar: a header, three posts, one column that is nobody's, and an
empty tab beside it.
"""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time

import pytest

from automation.errors import ColumnMissing, SheetError, TabMissing
from automation.workbook.protocol import (
    Append,
    Backend,
    Cell,
    Grid,
    Patch,
    RowRef,
    Written,
)
from tests.contracts.stages import Rows, Stage

CALENDAR: Rows = [
    ["Post", "Judul", "Waktu tayang", "State", "URL", "Catatan tim"],
    [
        "P-1",
        "Promo kopi susu",
        datetime.fromisoformat("2026-12-31 09:00"),
        "idea",
        None,
        "jangan lupa logo",
    ],
    ["P-2", "Resep cold brew", datetime.fromisoformat("2026-12-31 17:30"), "idea", None, None],
    ["P-3", "Ulang tahun toko 🎂", date(2027, 1, 1), "idea", None, "7"],
]

OpenStage = Callable[[dict[str, Rows]], Stage]

LETTERS = {
    "leading zeros": "007",
    "telephone": "+628123456789",
    "scientific": "1e5",
    "formula-like": "=SUM(A1)",
    "at sign": "@brand",
    "date-like": "21/11/2026",
    "boolean-like": "TRUE",
    "error-like": "#N/A",
    "emoji": "Kopi ☕️👩🏽‍🍳🇮🇩",
    "lines": "satu\ndua\r\ntiga\ttab",
    "blanks": "  dua spasi  di sini ",
    "escape-like": "_x000D_ dan _x0041_",
    "controls": "bel\x07 dan \x1b[0m",
    "markup": "<b>&amp; \"kutip\" 'satu' ]]></b>",
    "longest": "k" * 32_767,
    "longest with emoji": "☕" * 32_767,
    "arabic": "قهوة",
}


def as_grid(backend: Backend, tab: str = "calendar") -> list[list[Cell]]:
    return [list(row) for row in backend.read([tab])[tab].rows]


def ref(grid: Grid, index: int) -> RowRef:
    row = grid.rows[index]
    return RowRef(id=str(row[0] or ""), index=index, as_read=row)


def patch(row: RowRef, column: str, value: Written, *, tab: str = "calendar") -> Patch:
    return Patch(tab=tab, id_column="Post", row=row, column=column, value=value)


def append(event: str, *, tab: str = "calendar", **cells: Written) -> Append:
    return Append(tab=tab, id_column="Post", event=event, cells=cells)


def calendar_with(*rows: Sequence[Cell]) -> dict[str, Rows]:
    return {"calendar": [list(CALENDAR[0]), *[list(row) for row in rows]], "runs": []}


@pytest.fixture
def stage(open_stage: OpenStage) -> Stage:
    return open_stage({"calendar": [list(row) for row in CALENDAR], "runs": []})


class Reading:
    def test_every_cell_type_comes_back_as_itself(self, open_stage: OpenStage) -> None:
        row: list[Cell] = [
            "P-1",
            7,
            2.5,
            True,
            False,
            datetime.fromisoformat("2026-11-21 09:00:01"),
            date(2026, 11, 21),
            time(9, 30),
        ]

        stage = open_stage({"calendar": [[f"k{n}" for n in range(8)], row], "runs": []})

        seen = as_grid(stage.backend)[1]
        expected = [stage.kept(cell) for cell in row]
        assert seen == expected
        assert list(map(type, seen)) == list(map(type, expected))

    def test_tabs_are_listed_in_their_order_and_an_empty_one_has_no_rows(
        self, stage: Stage
    ) -> None:
        assert stage.backend.tabs() == ["calendar", "runs"]
        assert list(stage.backend.read(["runs"])["runs"].rows) == []

    def test_a_tab_that_is_not_there_is_left_out(self, stage: Stage) -> None:
        assert set(stage.backend.read(["calendar", "goals"])) == {"calendar"}

    def test_empty_cells_inside_are_none_and_at_the_end_of_a_row_or_tab_absent(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(
            calendar_with(["P-1", None, None, "idea", None, None], [], ["P-2"], [None])
        )

        assert as_grid(stage.backend)[1:] == [["P-1", None, None, "idea"], [], ["P-2"]]


class Patching:
    @pytest.mark.parametrize("value", LETTERS.values(), ids=LETTERS.keys())
    def test_text_stays_text_to_the_letter(self, stage: Stage, value: str) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 2), "URL", value), append("P-9", State=value)])

        rows = as_grid(stage.fresh())
        assert rows[2][4] == value
        assert rows[4][3] == value

    @pytest.mark.parametrize("value", [0, 7, -3, 2**53, 2.5, 1e-7, 1e300, True, False])
    def test_numbers_and_truths_keep_their_type(self, stage: Stage, value: Written) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 1), "URL", value)])

        seen = as_grid(stage.fresh())[1][4]
        assert seen == value
        assert isinstance(seen, bool) == isinstance(value, bool)

    @pytest.mark.parametrize("empty", [None, ""])
    def test_an_emptied_cell_is_empty(self, stage: Stage, empty: Written) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 1), "State", empty)])

        assert as_grid(stage.fresh())[1][3] is None

    def test_only_the_asked_cell_changes(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        done = stage.backend.commit([patch(ref(grid, 1), "State", "approved")])

        expected = [[stage.kept(cell) for cell in row] for row in CALENDAR]
        expected[1][3] = "approved"
        expected[2] = expected[2][:4]
        assert as_grid(stage.fresh()) == expected
        assert done.skipped == ()

    def test_the_last_of_two_patches_of_a_cell_stands(self, stage: Stage) -> None:
        row = ref(stage.backend.read(["calendar"])["calendar"], 1)

        stage.backend.commit([patch(row, "State", "ready"), patch(row, "State", "approved")])

        assert as_grid(stage.fresh())[1][3] == "approved"

    @pytest.mark.parametrize("header", ["state", "  STATE ", "State\n", "sTaTe"])
    def test_a_header_is_found_whatever_its_case_and_blanks(
        self, open_stage: OpenStage, header: str
    ) -> None:
        stage = open_stage({"calendar": [[" post  ", header], ["P-1", "idea"]], "runs": []})
        grid = stage.backend.read(["calendar"])["calendar"]

        done = stage.backend.commit([patch(ref(grid, 1), "State", "ready")])

        assert as_grid(stage.fresh())[1] == ["P-1", "ready"]
        assert done.skipped == ()

    def test_the_second_of_two_equal_headers_is_never_written(self, open_stage: OpenStage) -> None:
        stage = open_stage(
            {"calendar": [["Post", "State", None, "state"], ["P-1", "a", "b", "c"]], "runs": []}
        )
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 1), "State", "x"), append("P-2", State="y")])

        assert as_grid(stage.fresh())[1:] == [["P-1", "x", "b", "c"], ["P-2", "y"]]

    def test_a_blank_header_is_nobodys(self, open_stage: OpenStage) -> None:
        stage = open_stage({"calendar": [["Post", None, " "], ["P-1", "b", "c"]], "runs": []})
        change = patch(ref(stage.backend.read(["calendar"])["calendar"], 1), " ", "x")

        assert stage.backend.commit([change]).skipped == (change,)
        assert as_grid(stage.fresh())[1] == ["P-1", "b", "c"]

    def test_titles_above_the_header_do_not_matter(self, open_stage: OpenStage) -> None:
        rows: Rows = [
            ["Kalender November"],
            [],
            [None, "dijaga oleh Sari"],
            ["Post", "State"],
            ["P-1"],
        ]
        stage = open_stage({"calendar": rows, "runs": []})
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit([patch(ref(grid, 4), "State", "ready"), append("P-2", State="idea")])

        assert as_grid(stage.fresh()) == [*rows[:4], ["P-1", "ready"], ["P-2", "idea"]]

    def test_the_id_itself_can_be_written_into_a_row_without_one(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with(["P-1", "Promo"], [None, "Baru"], [None, "Lain"]))
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.backend.commit(
            [patch(ref(grid, 2), "Post", "P-2"), patch(ref(grid, 2), "State", "idea")]
        )

        assert as_grid(stage.fresh())[2] == ["P-2", "Baru", None, "idea"]


class PeopleInBetween:
    """People edit between our reading and our writing."""

    def test_rows_are_followed_when_people_sort_them(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]
        changes = [patch(ref(grid, index), "URL", f"https://kopi/{index}") for index in (1, 2, 3)]

        stage.people("calendar", lambda rows: rows.__setitem__(slice(1, None), rows[:0:-1]))
        stage.backend.commit(changes)

        seen = {row[0]: row[4] for row in as_grid(stage.fresh())[1:]}
        assert seen == {"P-1": "https://kopi/1", "P-2": "https://kopi/2", "P-3": "https://kopi/3"}

    def test_rows_are_followed_when_people_insert_and_delete_others(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        def edit(rows: Rows) -> None:
            del rows[1]
            rows.insert(1, [None, "Ide baru"])
            rows.insert(1, [None, "Ide lain"])

        stage.people("calendar", edit)
        gone = patch(ref(grid, 1), "URL", "x")
        done = stage.backend.commit([gone, patch(ref(grid, 3), "URL", "https://kopi/3")])

        rows = as_grid(stage.fresh())
        assert next(row for row in rows if "https://kopi/3" in row)[0] == "P-3"
        assert not [row for row in rows if "x" in row]
        assert done.skipped == (gone,)

    def test_columns_are_followed_when_people_move_them(self, stage: Stage) -> None:
        grid = stage.backend.read(["calendar"])["calendar"]

        def edit(rows: Rows) -> None:
            for row in rows:
                row.extend([None] * (6 - len(row)))
                row.reverse()

        stage.people("calendar", edit)
        stage.backend.commit([patch(ref(grid, 2), "State", "ready"), append("P-4", State="idea")])

        rows = as_grid(stage.fresh())
        assert (rows[2][2], rows[2][5]) == ("ready", "P-2")
        assert rows[4] == [None, None, "idea", None, None, "P-4"]

    def test_a_renamed_column_is_skipped_and_said(self, stage: Stage) -> None:
        row = ref(stage.backend.read(["calendar"])["calendar"], 1)
        change = patch(row, "State", "ready")

        stage.people("calendar", lambda rows: rows[0].__setitem__(3, "Status lama"))
        done = stage.backend.commit([change, patch(row, "URL", "https://kopi/1")])

        assert done.skipped == (change,)
        assert as_grid(stage.fresh())[1][3:5] == ["idea", "https://kopi/1"]

    def test_a_copied_row_is_told_from_its_original_by_what_stood_in_it(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with(["P-1", "Promo"], ["P-1", "Promo salinan"]))
        grid = stage.backend.read(["calendar"])["calendar"]

        stage.people("calendar", lambda rows: rows.insert(1, [None, "Ide baru"]))
        stage.backend.commit([patch(ref(grid, 2), "Post", "P-2")])

        assert as_grid(stage.fresh())[1:] == [
            [None, "Ide baru"],
            ["P-1", "Promo"],
            ["P-2", "Promo salinan"],
        ]

    def test_rows_that_cannot_be_told_apart_are_left_alone(self, open_stage: OpenStage) -> None:
        stage = open_stage(calendar_with(["P-1", "Promo"], ["P-1", "Promo"]))
        change = patch(ref(stage.backend.read(["calendar"])["calendar"], 2), "Post", "P-2")

        for idea in ("Baru", "Baru juga"):
            stage.people("calendar", lambda rows, idea=idea: rows.insert(1, [None, idea]))  # type: ignore[misc]
        done = stage.backend.commit([change])

        assert done.skipped == (change,)
        assert [row[0] for row in as_grid(stage.fresh())[1:]] == [None, None, "P-1", "P-1"]

    def test_a_row_without_id_that_people_changed_is_left_alone(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with([None, "Promo"]))
        change = patch(ref(stage.backend.read(["calendar"])["calendar"], 1), "Post", "P-1")

        stage.people("calendar", lambda rows: rows[1].__setitem__(1, "Promo besar"))

        assert stage.backend.commit([change]).skipped == (change,)
        assert as_grid(stage.fresh())[1] == [None, "Promo besar"]

    def test_an_id_that_a_program_made_a_number_is_still_that_id(
        self, open_stage: OpenStage
    ) -> None:
        stage = open_stage(calendar_with([12, "Promo"]))
        row = RowRef(id="12", index=5)

        stage.backend.commit([patch(row, "State", "ready"), append("12", State="twice")])

        assert as_grid(stage.fresh())[1:] == [[12, "Promo", None, "ready"]]


class Appending:
    def test_new_rows_go_below_the_last_in_their_order(self, stage: Stage) -> None:
        stage.backend.commit([append("P-4", State="a"), append("P-5", Judul="b", URL=None)])

        assert as_grid(stage.fresh())[4:] == [["P-4", None, None, "a"], ["P-5", "b"]]

    def test_the_same_event_twice_is_one_row(self, stage: Stage) -> None:
        changes = [append("P-4", State="a"), append("P-4", State="a")]

        stage.backend.commit(changes)
        stage.backend.commit(changes[:1])

        assert [row[0] for row in as_grid(stage.fresh())[1:]] == ["P-1", "P-2", "P-3", "P-4"]

    def test_the_event_is_the_id_also_when_the_cells_forget_it(self, stage: Stage) -> None:
        stage.backend.commit([append("P-4", post="other")])

        assert as_grid(stage.fresh())[4] == ["P-4"]

    def test_two_runs_lose_none_of_each_others_rows(self, stage: Stage) -> None:
        first, second = stage.fresh(), stage.fresh()

        first.commit([append("P-4", State="a")])
        second.commit([append("P-5", State="b")])

        assert [row[0] for row in as_grid(stage.fresh())[4:]] == ["P-4", "P-5"]

    def test_two_runs_at_the_same_time_lose_none_either(self, stage: Stage) -> None:
        def write(name: str) -> None:
            backend = stage.fresh()
            for number in range(10):
                backend.commit([append(f"{name}-{number}", State=name)])

        with ThreadPoolExecutor(2) as pool:
            list(pool.map(write, ["a", "b"]))

        events = [row[0] for row in as_grid(stage.fresh())[4:]]
        assert len(events) == len(set(events)) == 20

    def test_ten_thousand_rows_are_kept(self, open_stage: OpenStage) -> None:
        stage = open_stage(calendar_with(*[[f"P-{n}", f"Judul {n}"] for n in range(10_000)]))
        grid = stage.backend.read(["calendar"])["calendar"]
        changes = [patch(ref(grid, n), "State", f"s{n}") for n in range(1, 10_001, 50)]

        stage.backend.commit([*changes, *[append(f"N-{n}") for n in range(50)]])

        rows = as_grid(stage.fresh())
        assert len(rows) == 10_051
        assert all(
            rows[n] == [f"P-{n - 1}", f"Judul {n - 1}", None, f"s{n}"] for n in range(1, 10_001, 50)
        )
        assert rows[9_999] == ["P-9998", "Judul 9998"]


class Refusing:
    """All or nothing: one change that cannot be made, and nothing is."""

    @pytest.mark.parametrize(
        ("bad", "error"),
        [
            (append("P-9", tab="goals"), TabMissing),
            (append("P-9", Nothere="x"), ColumnMissing),
            (append("P-9", tab="runs"), ColumnMissing),
            (append("P-9", State="k" * 32_768), SheetError),
            (append("P-9", State="😀" * 16_384), SheetError),
            (append("P-9", State=2**53 + 1), SheetError),
            (append("P-9", State=float("nan")), SheetError),
            (patch(RowRef(id="P-1", index=1), "State", "x", tab="goals"), TabMissing),
        ],
        ids=[
            "no tab",
            "no column",
            "empty tab",
            "too long",
            "too long in emoji",
            "too large a number",
            "not a number",
            "no tab to patch",
        ],
    )
    def test_one_bad_change_and_nothing_is_written(
        self, stage: Stage, bad: Append | Patch, error: type[Exception]
    ) -> None:
        before = as_grid(stage.backend)
        good = patch(RowRef(id="P-1", index=1), "State", "ready")

        with pytest.raises(error):
            stage.backend.commit([good, bad])

        assert as_grid(stage.fresh()) == before

    def test_the_message_says_tab_row_and_column(self, stage: Stage) -> None:
        with pytest.raises(SheetError, match=r'"P-9".*"Judul".*"calendar".*32768') as caught:
            stage.backend.commit([append("P-9", Judul="k" * 32_768)])

        assert "32767" in str(caught.value)

    def test_nothing_to_do_is_no_error(self, stage: Stage) -> None:
        assert stage.backend.commit([]).skipped == ()
