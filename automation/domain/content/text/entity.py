"""What a network finds in a text: links, names, tags; and where they stand, in the unit it wants."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What was found."""

    LINK = "link"
    MENTION = "mention"
    HASHTAG = "hashtag"
    CASHTAG = "cashtag"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """One find: `text[start:end]` is what people see, `value` what it stands for.

    A link's value is its whole address, a mention's the name without `@`, a tag's the tag without
    its sign. Offsets are code points from 0, the end not included, as Python slices.
    """

    kind: Kind
    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Where an entity stands, counted in UTF-8 bytes or UTF-16 units; the end is not included."""

    start: int
    end: int


def apart(entities: Iterable[Entity]) -> list[Entity]:
    """Return the entities in order; of two that overlap the one that begins first."""
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda one: one.start):
        if not kept or entity.start >= kept[-1].end:
            kept.append(entity)
    return kept


def utf8_spans(text: str, entities: Iterable[Entity]) -> list[Span]:
    """Return each entity's place in the text's UTF-8 bytes, in the order given."""
    return _spans(text, entities, lambda piece: len(piece.encode("utf-8", "surrogatepass")))


def utf16_spans(text: str, entities: Iterable[Entity]) -> list[Span]:
    """Return each entity's place in the text's UTF-16 units, in the order given."""
    return _spans(
        text, entities, lambda piece: len(piece.encode("utf-16-le", "surrogatepass")) // 2
    )


def _spans(text: str, entities: Iterable[Entity], size: Callable[[str], int]) -> list[Span]:
    found = list(entities)
    places = dict(_measured(text, sorted({p for e in found for p in (e.start, e.end)}), size))
    return [Span(start=places[one.start], end=places[one.end]) for one in found]


def _measured(
    text: str, places: Iterable[int], size: Callable[[str], int]
) -> Iterator[tuple[int, int]]:
    """Walk the text once, so a thousand tags in a long text cost no more than its length."""
    before = measured = 0
    for place in places:
        measured += size(text[before:place])
        before = place
        yield place, measured
