"""A token that was renewed while a run went on is in no output of it."""

from pathlib import Path

from automation.notebook_engine import Scrubber
from automation.outside import kept_secrets
from automation.settings import Settings
from tests.tokens.conftest import Bench


def test_the_runner_scrubs_a_token_its_kernel_renewed_and_the_one_before(
    bench: Bench, tmp_path: Path
) -> None:
    before = bench.agree()
    book = str(tmp_path / "calendar.xlsx")
    scrubber = Scrubber([], lambda: kept_secrets(book, Settings()))
    scrubber.look_again()
    bench.later(hours=3)
    after = bench.open().reveal()

    scrubber.look_again()

    said = scrubber.text(f"{before.access} {before.refresh} {after} {bench.kept().refresh}")
    assert after != before.access
    assert said == "*** *** *** ***"


def test_a_store_that_cannot_be_read_stops_no_run(bench: Bench, tmp_path: Path) -> None:
    bench.agree()
    (tmp_path / ".lembar" / "tokens").write_text("damaged")

    assert kept_secrets(str(tmp_path / "calendar.xlsx"), Settings()) == []


def test_without_a_store_nothing_is_looked_for(tmp_path: Path) -> None:
    assert kept_secrets(str(tmp_path / "calendar.xlsx"), Settings()) == []
    assert list(tmp_path.iterdir()) == []
