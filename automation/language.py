"""Sentences for people, in English and Indonesian. What is said is decided elsewhere; how, here.

Templates are written in English where they are meant, marked with `mark` so that Babel finds
them, and translated when shown. A Sentence keeps its template and facts apart until then, so
one finding can be shown to an Indonesian team and logged in English.
"""

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

Translate = Callable[[str], str]

LANGUAGES = ("en", "id")
CATALOGUES = Path(__file__).with_name("locale")


def mark(template: str) -> str:
    """Return the template unchanged; Babel extracts every text given to this function."""
    return template


@dataclass(frozen=True, slots=True)
class Sentence:
    """A template with `{named}` places and the facts that fill them; a fact may be a Sentence."""

    template: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def say(self, translate: Translate) -> str:
        """Fill the translated template; a fact that is itself a Sentence is translated first."""
        facts = {
            name: fact.say(translate) if isinstance(fact, Sentence) else fact
            for name, fact in self.facts.items()
        }
        return translate(self.template).format_map(facts)

    def __str__(self) -> str:
        return self.say(english)


def decimal(number: float) -> Sentence:
    """Write a number with the decimal sign of the language, 16.8 or 16,8; whoever asks rounds it."""
    whole, _, rest = f"{number:.10g}".partition(".")
    if not rest:
        return Sentence("{whole}", {"whole": whole})
    return Sentence(mark("{whole}.{rest}"), {"whole": whole, "rest": rest})


def english(template: str) -> str:
    """Translate to English: the templates are English already."""
    return template


@lru_cache(maxsize=len(LANGUAGES))
def translator(language: str) -> Translate:
    """Return the function that translates templates to `en` or `id`; unknown languages get English."""
    if language == "en" or language not in LANGUAGES:
        return english
    return gettext.translation("lembar", CATALOGUES, languages=[language], fallback=True).gettext
