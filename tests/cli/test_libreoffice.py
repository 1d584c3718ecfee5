"""A team that keeps its workbook in LibreOffice: what it saves is read, and written to."""

from pathlib import Path

import pytest

from automation.rehearsal.network import Rehearsal
from tests.cli.conftest import Lembar
from tests.cli.desk_file import at, make_desk, path_of, post
from tests.desk_builder import moment
from tests.workbook.rich_workbooks import convert, office

pytestmark = pytest.mark.skipif(office() is None, reason="LibreOffice is not installed")


def test_a_workbook_it_saved_is_checked_published_and_upgraded(
    folder: Path, lembar: Lembar, network: Rehearsal
) -> None:
    """It spells filters and print areas as whole columns, `A:C`, which no other program does."""
    team = make_desk(folder / "a.xlsx", network.url, post("Kopi pagi"))
    convert(path_of(team), "xlsx", folder / "saved").replace(path_of(team))
    network.set_clock(moment("09:05"))

    codes = [lembar("check", "a.xlsx", "--now", at("09:04")).code]
    codes.append(lembar("run", "publish", "a.xlsx", "--now", at("09:05")).code)
    again = lembar("init", "a.xlsx")

    assert codes == [0, 0]
    assert team.state("Kopi pagi") == "published"
    assert team.cell("Kopi pagi", "url").startswith(network.url)
    assert again.out == "a.xlsx has everything already; nothing was changed.\n"
