"""What every back-end promises about new rows."""

from concurrent.futures import ThreadPoolExecutor

from tests.contracts.backend_contract.team_calendar import (
    OpenStage,
    append,
    as_grid,
    calendar_with,
    patch,
    ref,
)
from tests.contracts.stages import Stage


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
