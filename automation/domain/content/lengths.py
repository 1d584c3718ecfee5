"""Hold one text against one limit: every unit, how many links and tags, signs that are refused. Pure.

Nothing is cut: what is too long is told with the unit, by how much, and where the limit falls.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

import regex

from automation.domain.content.text import (
    COUNTERS,
    Kind,
    Unit,
    entities_in,
    graphemes,
    shortened,
)
from automation.domain.problems import content_kinds
from automation.domain.problems.problem import ProblemKind
from automation.domain.publishing.network import TextLimit
from automation.language import Sentence, mark

Finding = tuple[ProblemKind, Mapping[str, object]]
"""A kind of Problem, and its facts but for the text's and the network's names."""

UNITS: Mapping[Unit, str] = MappingProxyType({
    Unit.GRAPHEMES: mark("characters"),
    Unit.CODE_POINTS: mark("characters (a joined emoji counts several)"),
    Unit.UTF16: mark("characters (an emoji counts two or more)"),
    Unit.UTF8_BYTES: mark("bytes (an emoji counts four or more)"),
    Unit.WEIGHTED: mark("points (a link counts 23, an emoji 2)"),
    Unit.EMOJI_BYTES: mark("characters (an emoji counts four or more)"),
})  # fmt: skip
"""How each unit is named to people."""

KINDS: Mapping[Kind, str] = MappingProxyType({
    Kind.LINK: mark("links"),
    Kind.MENTION: mark("mentions"),
    Kind.HASHTAG: mark("hashtags"),
    Kind.CASHTAG: mark("cashtags such as $BBCA"),
})  # fmt: skip
"""How what is found in a text is named to people."""

_BROKEN = regex.compile(r"\p{Cs}")


def length_of(text: str, limit: TextLimit, warning: str = "") -> int:
    """Count a text the network's own way, with its content warning where the network counts it."""
    return _length(text, limit, limit.unit, warning)


def problems_of(text: str, limit: TextLimit, *, warning: str = "") -> Iterator[Finding]:
    """Yield everything that keeps a text from fitting a limit."""
    if limit.required and not text.strip():
        yield content_kinds.TEXT_MISSING, {}
    for unit, most in {limit.unit: limit.max, **limit.also}.items():
        length = _length(text, limit, unit, warning)
        if length > most:
            yield (
                content_kinds.TEXT_TOO_LONG,
                {
                    "length": length,
                    "unit": Sentence(UNITS[unit]),
                    "max": most,
                    "over": length - most,
                    "tail": _tail(text, limit, unit, warning),
                },
            )
    yield from _too_many(text, limit)
    yield from _refused(text, limit)


def _length(text: str, limit: TextLimit, unit: Unit, warning: str) -> int:
    if unit is Unit.WEIGHTED:
        from automation.domain.content.text.weight import x_weight

        counted = x_weight(text, limit.url_length)
    else:
        counted = COUNTERS[unit](
            shortened(text, url_length=limit.url_length, local_mentions=limit.local_mentions)
        )
    return counted + (COUNTERS[unit](warning) if limit.counts_warning else 0)


def _tail(text: str, limit: TextLimit, unit: Unit, warning: str) -> str:
    """Return the last words that still fit, so a person sees where the limit falls."""
    clusters = graphemes(text)
    most = limit.max if unit is limit.unit else limit.also[unit]
    low, high = 0, len(clusters)
    while low < high:
        middle = (low + high + 1) // 2
        if _length("".join(clusters[:middle]), limit, unit, warning) <= most:
            low = middle
        else:
            high = middle - 1
    fitting = "".join(clusters[max(0, low - 24) : low])
    return f"…{' '.join(fitting.split())}"


def _too_many(text: str, limit: TextLimit) -> Iterator[Finding]:
    if not limit.most:
        return
    found = [(one.kind, one.value.casefold()) for one in entities_in(text, limit.finder)]
    counts = Counter(kind for kind, _ in (set(found) if limit.same_once else found))
    for kind, most in limit.most.items():
        if (over := counts[kind] - most) > 0:
            facts = {
                "count": counts[kind],
                "things": Sentence(KINDS[kind]),
                "max": most,
                "over": over,
            }
            yield content_kinds.TOO_MANY_IN_TEXT, facts


def _refused(text: str, limit: TextLimit) -> Iterator[Finding]:
    if _BROKEN.search(text):
        yield content_kinds.TEXT_BROKEN, {}
    if signs := sorted(set(limit.refused) & set(text)):
        shown = " ".join(sign if sign.isprintable() else f"U+{ord(sign):04X}" for sign in signs)
        yield content_kinds.SIGN_REFUSED, {"signs": shown}
