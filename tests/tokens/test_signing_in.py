"""A code becomes a token only for who asked for it, and every no is said in words."""

from typing import cast

import pytest

from automation.domain.publishing.sign_in import OAuth
from automation.errors import OutcomeUnknown, Unavailable
from automation.tokens.calls import App
from automation.tokens.oauth import Asking, SignInRefused, code_in, tokens_in
from tests.tokens.conftest import REDIRECT, ROTATING, Bench, _query
from tests.wire.oauth import CLIENT, CLIENT_SECRET, Mishap
from tests.wire.pace import NOON

OAUTH = cast("OAuth", ROTATING.oauth)
ASKING = Asking(address="https://kopigram.example", redirect=REDIRECT, state="s-1")
OURS = App(client=CLIENT, secret=CLIENT_SECRET)


def code_of(bench: Bench) -> str:
    """Play a person who agrees to a challenge whose verifier is not the one we send."""
    challenge = "sgaP3UyRAoRv2wxn8VnKL5OymITWlVXUfiBjnBEX2Qw"
    form = {"redirect_uri": REDIRECT, "state": "s-1", "code_challenge": challenge}
    back = bench.server.answer("GET", "/authorize", form, "").location
    return _query(back)["code"]


@pytest.mark.parametrize(
    ("app", "redirect", "reason"),
    [
        (App(client=CLIENT, secret="wrong"), REDIRECT, "id or secret"),
        (OURS, "http://127.0.0.1:1/", "was used already"),
        (OURS, REDIRECT, "was used already"),
    ],
    ids=["wrong secret", "another address", "wrong verifier"],
)
def test_a_code_with_something_wrong_is_refused_in_words(
    bench: Bench, app: App, redirect: str, reason: str
) -> None:
    with pytest.raises(SignInRefused, match=reason):
        bench.desk.swap_code(OAUTH, app, code=code_of(bench), verifier="w" * 43, redirect=redirect)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("error=access_denied&state=s-1", "did not agree"),
        ("error=odd_thing&error_description=Brew%0Aagain&state=s-1", "odd_thing Brew again"),
        ("code=c&state=s-2", "does not belong to this attempt"),
        ("code=c", "does not belong to this attempt"),
    ],
)
def test_what_comes_back_is_checked_before_its_code_is_used(query: str, reason: str) -> None:
    with pytest.raises(SignInRefused, match=reason):
        code_in(ASKING, f"{REDIRECT}?{query}")


def test_a_lost_answer_to_a_code_and_a_network_in_trouble_are_told_apart(bench: Bench) -> None:
    bench.server.mishap = Mishap.LOST
    with pytest.raises(OutcomeUnknown):
        bench.agree()
    bench.server.url = "http://127.0.0.1:1"
    with pytest.raises(Unavailable):
        bench.desk.swap_code(OAUTH, OURS, code="c", verifier="v" * 43, redirect=REDIRECT)


@pytest.mark.parametrize(
    "body",
    [
        b'{"access_token": "IGAA", "user_id": 17841, "permissions": ["a"]}',
        b'{"data": [{"access_token": "IGAA", "user_id": "17841", "permissions": "a,b"}]}',
    ],
    ids=["flat", "in a list"],
)
def test_a_token_is_found_where_instagrams_guide_and_instagram_put_it(body: bytes) -> None:
    assert tokens_in(body, now=NOON).access == "IGAA"


@pytest.mark.parametrize("body", [b"{", b'{"data": []}', b'{"data": [1]}', b"[1]", b"\xff"])
def test_an_answer_without_a_token_is_refused(body: bytes) -> None:
    with pytest.raises(SignInRefused):
        tokens_in(body, now=NOON)
