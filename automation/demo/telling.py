"""How the demo speaks while it works: plain lines, in one language."""

import sys
from collections.abc import Sequence
from datetime import datetime

from automation.language import Sentence, Translate, translator


class Say:
    """Prints lines in one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.translate: Translate = translator(language)

    def line(self, text: str = "") -> None:
        """Print one line as it is."""
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()

    def sentence(self, template: str, **facts: object) -> None:
        """Print one sentence."""
        self.line(Sentence(template, facts).say(self.translate))

    def act(self, at: datetime, told: Sequence[Sentence], headlines: Sequence[str]) -> None:
        """Print what happened at one moment."""
        parts = [sentence.say(self.translate) for sentence in told]
        self.line(f"  {self.moment(at)}  {' · '.join([*parts, *headlines])}")

    def moment(self, at: datetime) -> str:
        """Return a local moment as people of that language write it, short."""
        from babel.dates import format_datetime

        return format_datetime(at, "EEE d MMM HH:mm", tzinfo=at.tzinfo, locale=self.language)
