"""The promises hold on a Google Sheet, too: people edit between any two calls, and calls fail."""

from hypothesis import HealthCheck, settings

from tests.promises.sheets.machine import SheetMachine

TestAnyOrderOfBadDaysOnASheet = SheetMachine.TestCase
TestAnyOrderOfBadDaysOnASheet.settings = settings(
    max_examples=200,
    stateful_step_count=6,
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)
