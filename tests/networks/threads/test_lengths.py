"""How Threads counts: an emoji by its bytes, all else one by one, the same link once."""

import pytest

from automation.domain.content.fit import fit
from automation.domain.ids import Revision
from automation.networks import spec_of
from tests.domain.desks import make_channel, make_post


def codes(text: str) -> list[str]:
    post = make_post(text=text)
    _, found = fit(post, make_channel(), spec_of("threads"), {}, Revision("a" * 32))
    return [one.code for one in found]


@pytest.mark.parametrize(
    ("sign", "counts"),
    [("k", 1), ("é", 1), ("e\u0301", 1), ("🌴", 4), ("👨\u200d👩\u200d👧", 18), ("🇮🇩", 8)],
    ids=["letter", "composed", "combining", "palm", "family", "flag"],
)
def test_a_text_may_have_500(sign: str, counts: int) -> None:
    most = sign * (500 // counts)
    most += "." * (500 - counts * (500 // counts))

    assert codes(most) == []
    assert codes(most + ".") == ["text_too_long"]


def test_five_different_links_fit_and_the_same_one_counts_once() -> None:
    links = [f"https://kopi.example/{number}" for number in range(6)]

    assert codes(" ".join([*links[:5], links[0]])) == []
    assert codes(" ".join(links)) == ["too_many_in_text"]
