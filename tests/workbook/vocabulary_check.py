"""Says where a parsed YAML file departs from the types of automation/workbook/vocabulary.py."""

from collections.abc import Iterator
from typing import Literal, get_args, get_origin, get_type_hints, is_typeddict

from automation.language import LANGUAGES
from automation.workbook.vocabulary import Bilingual


def departures(value: object, hint: object, place: str) -> Iterator[str]:
    """Yield a line for every unknown word, wrong type and missing language."""
    if is_typeddict(hint):
        yield from _of_mapping(value, get_type_hints(hint), place)
    elif hint == Bilingual:
        yield from _of_languages(value, place)
    elif get_origin(hint) is list:
        yield from _of_list(value, get_args(hint)[0], place)
    elif get_origin(hint) is dict:
        yield from _of_dict(value, get_args(hint)[1], place)
    else:
        yield from _of_scalar(value, hint, place)


def _of_scalar(value: object, hint: object, place: str) -> Iterator[str]:
    if get_origin(hint) is Literal:
        if value not in get_args(hint):
            yield f"{place}: {value!r} is none of {get_args(hint)}"
    elif not isinstance(value, (int, float) if hint is float else hint):  # type: ignore[arg-type]
        yield f"{place}: {value!r} is no {hint}"


def _of_languages(value: object, place: str) -> Iterator[str]:
    if not isinstance(value, dict) or set(value) != set(LANGUAGES):
        yield f"{place}: wants exactly {LANGUAGES}, has {value!r}"
    elif not all(isinstance(text, str) and text.strip() for text in value.values()):
        yield f"{place}: an empty text in {value!r}"


def _of_mapping(value: object, hints: dict[str, object], place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: {value!r} is no mapping"
        return
    for key, inner in value.items():
        if key not in hints:
            yield f"{place}: unknown word {key!r}"
        else:
            yield from departures(inner, hints[key], f"{place}.{key}")


def _of_list(value: object, hint: object, place: str) -> Iterator[str]:
    if not isinstance(value, list):
        yield f"{place}: {value!r} is no list"
        return
    for index, inner in enumerate(value):
        name = inner.get("name", index) if isinstance(inner, dict) else index
        yield from departures(inner, hint, f"{place}[{name}]")


def _of_dict(value: object, hint: object, place: str) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"{place}: {value!r} is no mapping"
        return
    for key, inner in value.items():
        if not isinstance(key, str):
            yield f"{place}: the key {key!r} needs quotes"
        yield from departures(inner, hint, f"{place}.{key}")
