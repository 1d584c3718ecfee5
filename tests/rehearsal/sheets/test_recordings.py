"""How true the rehearsal is: recordings of the real service, asked again and compared.

The recordings stand beside the project, in `shared/sheets-recordings`, or where the option
`--sheets-recordings` says. Without them these tests skip.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from automation.rehearsal.sheets.server import start_sheets


def _sibling(name: str) -> ModuleType:
    path = Path(__file__).with_name(f"{name}.py")
    spec = importlib.util.spec_from_file_location(f"sheets_{name}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


replay = _sibling("replay")


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


def test_the_rehearsal_answers_as_the_real_service_did(
    recording: Path, record_property: pytest.FixtureRequest
) -> None:
    with start_sheets() as sheets:
        sheets.set_switches(robots_have_storage=True)
        sheets.set_quota(None, None)
        run = replay.Replay(sheets)

        run.play(recording)

    record_property("scored", run.scored)  # type: ignore[operator]
    assert run.differences == [], "\n".join(run.differences[:12])
