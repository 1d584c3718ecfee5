"""The promises hold on a Google Sheet, too: people edit between any two calls, and calls fail."""

from hypothesis import HealthCheck, settings

from tests.promises.sheets.life import AT_WRITE
from tests.promises.sheets.machine import SheetMachine

TestAnyOrderOfBadDaysOnASheet = SheetMachine.TestCase
TestAnyOrderOfBadDaysOnASheet.settings = settings(
    max_examples=200,
    stateful_step_count=5,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


def test_a_run_that_died_below_the_last_row_is_put_back() -> None:
    """A long round found it: rows deleted before the last write, and the run dead right after."""
    story = SheetMachine()
    story.begin(locale="id_ID", follows=False, enforced=False, keeps=False)
    deleted = [(0, ("edit_text", 0, 0)), (0, ("delete", 0, 0)), (0, ("add_column", 0, 0))]
    story.publish_amid_everything(acts=deleted, at=AT_WRITE + 1, bad=[], end="die")
    story.nothing_is_harmed()
    story.teardown()
