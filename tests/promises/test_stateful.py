"""The promises hold whatever people, networks and overlapping, dying runs do, in any order."""

from hypothesis import HealthCheck, settings

from tests.promises.memory_machine import MemoryMachine

TestAnyOrderOfBadDays = MemoryMachine.TestCase
TestAnyOrderOfBadDays.settings = settings(
    max_examples=200,
    stateful_step_count=30,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
