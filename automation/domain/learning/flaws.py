"""What can be wrong with a course's file, as sentences for its author."""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from automation.language import Sentence, mark

Path = tuple[str | int, ...]
"""Where in a file something stands, such as `("brief", "id")`."""


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing to mend. `path` leads to it, or to where it is missing."""

    path: Path
    said: Sentence


def unknown_field(path: Path, name: str, known: Iterable[str]) -> Flaw:
    """Say that a field has no meaning here."""
    return Flaw(
        (*path, name), _unknown(mark("There is no field “{value}” here. {advice}"), name, known)
    )


def unknown_value(path: Path, value: object, known: Iterable[str]) -> Flaw:
    """Say that a value is none of the possible ones."""
    return Flaw(path, _unknown(mark("“{value}” is not possible here. {advice}"), value, known))


def unknown_fact(path: Path, name: str, known: Iterable[str]) -> Flaw:
    """Say that a text wants a fact nobody fills."""
    template = mark("Nothing fills “{{{value}}}” in this text. {advice}")
    return Flaw(path, _unknown(template, name, known))


def missing(path: Path, name: str) -> Flaw:
    """Say that a field must be there."""
    return Flaw(path, Sentence(mark("The field “{name}” is missing."), {"name": name}))


def not_a(path: Path, expected: Sentence, value: object) -> Flaw:
    """Say what is expected instead of what stands there."""
    shown = " ".join(str(value).split())[:60]
    template = mark("Here {expected} is expected; “{value}” stands there.")
    return Flaw(path, Sentence(template, {"expected": expected, "value": shown}))


def plain(path: Path, template: str, **facts: object) -> Flaw:
    """Say something of one rule alone."""
    return Flaw(path, Sentence(template, facts))


def _unknown(template: str, value: object, known: Iterable[str]) -> Sentence:
    names = sorted(known)
    near = get_close_matches(str(value), names, n=1, cutoff=0.6)
    if near:
        advice = Sentence(mark("Did you mean “{nearest}”?"), {"nearest": near[0]})
    elif names:
        advice = Sentence(mark("Possible: {names}."), {"names": ", ".join(names)})
    else:
        advice = Sentence(mark("Nothing is possible here; take it out."))
    return Sentence(template, {"value": value, "advice": advice})
