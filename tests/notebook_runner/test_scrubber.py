"""No form of a known secret survives, and nothing else is touched."""

import base64
import html
import json
import re
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from automation.notebook_engine import Scrubber

SECRET = 'tök+en/"A&b" <7>=='


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        quote(SECRET),
        quote(SECRET, safe=""),
        quote_plus(SECRET),
        re.sub("%..", lambda hexed: hexed[0].lower(), quote(SECRET)),
        html.escape(SECRET),
        html.escape(SECRET, quote=False),
        json.dumps(SECRET),
        json.dumps(SECRET, ensure_ascii=False),
        json.dumps(json.dumps({"token": SECRET})),
        repr(SECRET),
        ascii(SECRET),
    ],
    ids=[
        "plain", "url", "url whole", "url form", "url lower case", "html", "html text", "json",
        "json unicode", "json in json", "repr", "ascii",
    ],
)  # fmt: skip
def test_a_secret_is_hidden_in_the_form_of(form: str) -> None:
    scrubbed = Scrubber([SECRET]).text(f"before {form} after")

    assert "***" in scrubbed
    assert "en" not in scrubbed.replace("token", "")
    assert scrubbed.startswith("before ")
    assert scrubbed.endswith(" after")


@given(before=st.binary(max_size=7), after=st.binary(max_size=7))
def test_a_secret_is_hidden_wherever_it_stands_in_base64(before: bytes, after: bytes) -> None:
    secret = "s3cr3t-token-abc"
    encoded = base64.b64encode(before + secret.encode() + after).decode()

    scrubbed = Scrubber([secret]).text(encoded)

    assert "***" in scrubbed
    assert len(scrubbed) <= len(encoded) - len(base64.b64encode(secret.encode())) + 10


@given(text=st.text(), secret=st.text(min_size=6))
def test_a_scrubbed_text_never_holds_the_secret(text: str, secret: str) -> None:
    scrubber = Scrubber([secret])

    scrubbed = scrubber.text(text + secret + text)

    assert not secret.strip() or secret.strip() in "***" or secret.strip() not in scrubbed


@pytest.mark.parametrize("cut", ["mastodon-tok...", "mastodon-token-for-br…"])
def test_a_secret_cut_short_by_a_table_is_hidden(cut: str) -> None:
    scrubber = Scrubber(["mastodon-token-for-brand-x-0123456789"])

    assert scrubber.text(f"<td>{cut}</td>") in {"<td>***...</td>", "<td>***…</td>"}
    assert scrubber.text("mastodon-tooling") == "mastodon-tooling"


def test_each_line_of_a_key_file_is_hidden_alone() -> None:
    key = "-----BEGIN KEY-----\nMIIEvQIBADANBgkqhki\nG9w0BAQEFAASCBKcwgg\n-----END KEY-----\n"

    assert Scrubber([key]).text("line 2: MIIEvQIBADANBgkqhki") == "line 2: ***"


def test_without_secrets_or_with_empty_ones_nothing_changes() -> None:
    assert Scrubber(["", "  "]).text("a b  c") == "a b  c"


def test_kinds_names_and_pictures_of_outputs_stay_as_they_are() -> None:
    scrubber = Scrubber(["stream", "text/html", "iVBORw0K"])
    output: dict[str, object] = {
        "output_type": "stream", "name": "stdout", "text": "a stream",
        "data": {"text/html": "<b>stream</b>", "image/png": "iVBORw0K", "application/x+json": {"stream": ["stream"]}},
    }  # fmt: skip

    scrubber.output(output)

    assert output["output_type"] == "stream"
    assert output["text"] == "a ***"
    assert output["data"] == {
        "text/html": "<b>***</b>",
        "image/png": "iVBORw0K",
        "application/x+json": {"***": ["***"]},
    }
