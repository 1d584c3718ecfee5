"""The shipped notebooks, opened by hand in a kernel, work on a Google Sheet with one's own account."""

import json
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from automation.jobs.result import RESULT_MIME
from automation.rehearsal.network import start_rehearsal
from automation.rehearsal.sheets.world import OWNER
from automation.settings import kernel_environment
from tests.cli.desk_file import at, post
from tests.cli.sheet_desk import make_sheet_desk
from tests.desk_builder import TOKENS, moment

NOTEBOOKS = Path(__file__).parents[2] / "notebooks"


def test_a_notebook_run_cell_by_cell_publishes_from_a_sheet_and_shows_no_secret(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with start_rehearsal() as network:
        network.set_clock(moment("09:05"))
        team, book = make_sheet_desk(network.url, post("Kopi pagi"))
        sign_in = tmp_path / "application_default_credentials.json"
        book.sheets.sign_ins.make(sign_in, OWNER)
        notebook = nbformat.read(NOTEBOOKS / "publish.ipynb", as_version=4)
        (parameters,) = [
            one for one in notebook.cells if "parameters" in one.metadata.get("tags", ())
        ]
        parameters.source += f'\nworkbook = "{book.address}/edit#gid=0"\nnow = "{at("09:05")}"'
        monkeypatch.delenv("LEMBAR_GOOGLE_KEY", raising=False)
        monkeypatch.delenv("GOOGLE_APPLICATION_CREDENTIALS", raising=False)
        environment = {**kernel_environment(), **TOKENS, "CLOUDSDK_CONFIG": str(tmp_path)}
        environment["PYTHONPATH"] = str(NOTEBOOKS.parent)

        NotebookClient(
            notebook, timeout=120, resources={"metadata": {"path": str(tmp_path)}}
        ).execute(env=environment)

        assert len(network.posts("kopi_senja")) == 1
    shown = json.dumps(notebook)
    outputs = [one for cell in notebook.cells for one in cell.get("outputs", ())]
    assert RESULT_MIME in outputs[-1]["data"]
    assert team.state("Kopi pagi") == "published"
    kept = json.loads(sign_in.read_text())
    assert not [kept[name] for name in ("refresh_token", "client_secret") if kept[name] in shown]
    assert "ya29." not in shown
