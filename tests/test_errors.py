"""Every error says what happened, where, and what to do, in the reader's language."""

import inspect
import re
from datetime import UTC, datetime

import pytest

from automation import errors
from automation.errors import (
    Call,
    LembarError,
    NetworkError,
    RunError,
    Sent,
    SheetError,
    Unsupported,
)
from automation.language import Sentence, english, mark, translator

WHAT, FIX = "“{name}” cannot be used.", "Give {name} another name."
CALL = Call(
    network="mastodon", channel="warung", operation="publish", status=429,
    retry_at=datetime(2026, 11, 21, 9, 5, tzinfo=UTC), sent=Sent.NO,
)  # fmt: skip


def every_error() -> list[type[LembarError]]:
    return [
        value
        for value in vars(errors).values()
        if inspect.isclass(value) and issubclass(value, LembarError)
    ]


def make(kind: type[LembarError]) -> LembarError:
    """Return an error of the kind, as code raises it."""
    if kind is Unsupported:
        return Unsupported(network="Mastodon", operation="delete")
    if issubclass(kind, NetworkError):
        return kind(WHAT, FIX, call=CALL, name="warung")
    if issubclass(kind, RunError):
        return kind(WHAT, FIX, outcome="timed_out", notebook="runs/a.ipynb", name="warung")
    return kind(WHAT, FIX, name="warung")


KINDS = pytest.mark.parametrize("kind", every_error(), ids=lambda kind: kind.__name__)


@KINDS
def test_an_error_says_what_happened_and_what_to_do(kind: type[LembarError]) -> None:
    error = make(kind)

    assert error.what.template
    assert error.fix.template
    assert str(error) == error.say(english) == f"{error.what} {error.fix}"
    assert not re.search(r"[{}]", str(error))


@KINDS
def test_an_error_is_translated_when_it_is_shown(kind: type[LembarError]) -> None:
    said = make(kind).say(lambda template: f"⟨{template}⟩")

    assert said.count("⟨") == 2


@KINDS
def test_an_error_is_in_the_picture_of_all_errors(kind: type[LembarError]) -> None:
    assert re.search(rf"(^|─ ){kind.__name__}\b", errors.__doc__ or "", re.MULTILINE) or (
        f"    {kind.__name__}\n" in (errors.__doc__ or "")
    )


@KINDS
def test_an_error_says_in_its_docstring_who_should_act_on_it(kind: type[LembarError]) -> None:
    assert kind.__doc__ is not None
    assert kind.__doc__ != LembarError.__doc__ or kind is LembarError


def test_the_picture_holds_no_error_that_is_gone() -> None:
    drawn = set(re.findall(r"─ (\w+)", errors.__doc__ or ""))

    assert drawn == {kind.__name__ for kind in every_error()} - {"LembarError"}


def test_a_failed_call_names_its_network_channel_and_status() -> None:
    error = NetworkError("{network} refused {channel} ({status}).", "Wait.", call=CALL)
    mute = NetworkError("({status})", "Wait.", call=Call(network="m", channel="c", operation="o"))

    assert str(error.what) == "mastodon refused warung (429)."
    assert str(mute.what) == "(–)"
    assert error.call.retry_at == CALL.retry_at


def test_a_fact_of_the_error_wins_over_the_calls_own() -> None:
    error = NetworkError("{network}", "Wait.", call=CALL, network="Mastodon")

    assert str(error.what) == "Mastodon"


def test_a_fact_that_is_a_sentence_is_translated_within() -> None:
    reason = Sentence(mark("it is larger than {limit} MiB"), {"limit": 16})
    error = SheetError("Not taken: {reason}.", "Save it smaller.", reason=reason)
    indonesian = {
        "Not taken: {reason}.": "Ditolak: {reason}.",
        "it is larger than {limit} MiB": "lebih besar dari {limit} MiB",
        "Save it smaller.": "Simpan lebih kecil.",
    }

    assert error.say(indonesian.__getitem__) == (
        "Ditolak: lebih besar dari 16 MiB. Simpan lebih kecil."
    )


def test_a_fact_with_braces_is_shown_to_the_letter() -> None:
    error = SheetError("“{value}”", "Write {value} anew.", value="{0} {name} {{x}}")

    assert str(error) == "“{0} {name} {{x}}” Write {0} {name} {{x}} anew."


def test_a_language_nobody_knows_is_english() -> None:
    assert translator("fr")("Nothing was written.") == "Nothing was written."
