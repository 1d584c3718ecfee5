"""How true the rehearsal is: recordings of the real service, asked again and compared.

The recordings stand beside the project, in `shared/sheets-recordings`, or where the option
`--sheets-recordings` says. Without them these tests skip.
"""

from pathlib import Path

import pytest

from automation.rehearsal.sheets.server import start_sheets
from tests.rehearsal.sheets.replay import Replay


def recordings(config: pytest.Config) -> list[Path]:
    """Return the recordings, in the folder asked for or one beside the project or above it."""
    asked = config.getoption("--sheets-recordings", default=None)
    if asked:
        return sorted(Path(asked).glob("*.json"))
    for folder in Path(__file__).resolve().parents:
        found = sorted((folder / "shared" / "sheets-recordings").glob("*.json"))
        if found:
            return found
    return []


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "recording" in metafunc.fixturenames:
        found = recordings(metafunc.config)
        skipped = pytest.param(
            None, marks=pytest.mark.skip(reason="the recordings of the real service are not here")
        )
        metafunc.parametrize(
            "recording", found or [skipped], ids=lambda one: getattr(one, "stem", "none")
        )


def test_the_rehearsal_answers_as_the_real_service_did(recording: Path) -> None:
    with start_sheets() as sheets:
        sheets.set_switches(robots_have_storage=True)
        sheets.set_quota(None, None)
        run = Replay(sheets)

        run.play(recording)

    assert run.scored > 0
    assert run.differences == [], "\n".join(run.differences[:12])


def test_a_wrong_answer_is_noticed(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    found = [one for one in recordings(pytestconfig) if one.stem == "CellTest.test_a1_value"]
    if not found:
        pytest.skip("the recordings of the real service are not here")
    told = found[0].read_text(encoding="utf-8").replace('updatedCells\\": 1', 'updatedCells\\": 2')
    (tmp_path / "changed.json").write_text(told, encoding="utf-8")

    with start_sheets() as sheets:
        sheets.set_switches(robots_have_storage=True)
        run = Replay(sheets)
        run.play(tmp_path / "changed.json")

    assert any("updatedCells is 1, not 2" in one for one in run.differences)
