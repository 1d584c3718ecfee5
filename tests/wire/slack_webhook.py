"""The same Slack channel, through its incoming webhook."""

from tests.wire.slack import HookStage


def stage() -> HookStage:
    return HookStage()
