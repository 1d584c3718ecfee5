"""What a lesson says when something in it would reach a network that people outside can see."""

from automation.errors import ConfigError
from automation.language import mark


def refusal_in_lesson(channel: str) -> ConfigError:
    """Return the refusal to call a channel's network from a lesson; nothing was sent."""
    return ConfigError(
        mark("You are in a lesson, and channel {channel} leads to a real network. Nothing was sent."),
        mark("Practise with the workbook that “lembar demo” makes; to publish for the team, close the lesson and run Lembar outside it."),
        channel=channel,
    )  # fmt: skip
