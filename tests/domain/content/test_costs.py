"""What publishing costs is said before anybody approves it."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from automation.domain.content.fit import fit
from automation.domain.content.text import Finder
from automation.domain.ids import Revision
from automation.domain.publishing.network import Price
from automation.language import english
from tests.domain.builders import SPEC
from tests.domain.desks import make_channel, make_post

PRICE = Price(
    message=Decimal("0.015"), with_link=Decimal("0.20"),
    source="https://docs.x.com/x-api/getting-started/pricing", checked=date(2026, 11, 21),
)  # fmt: skip
PAID = replace(SPEC, price=PRICE, text=replace(SPEC.text, finder=Finder.X))


@pytest.mark.parametrize(
    ("text", "thread", "amount"),
    [
        ("Kopi susu sudah kembali!", (), "0.015 USD"),
        ("Pesan di https://kopisenja.id/menu", (), "0.20 USD"),
        ("Pesan di kopisenja.id", (), "0.20 USD"),
        ("Kopi 1/2", ("Pesan di https://kopisenja.id 2/2",), "0.215 USD"),
    ],
    ids=["without a link", "with a link", "with a link the network finds", "a thread"],
)
def test_an_approver_is_told_what_a_post_costs_and_nothing_stays_back_for_it(
    text: str, thread: tuple[str, ...], amount: str
) -> None:
    post = make_post(text=text, thread=thread)

    _, (found,) = fit(post, make_channel(), PAID, {}, Revision("a" * 32))

    assert found.facts["amount"] == amount
    assert amount in found.say(english)
    assert not found.blocks


def test_nothing_is_said_of_costs_where_publishing_is_free() -> None:
    _, found = fit(make_post(text="Kopi"), make_channel(), SPEC, {}, Revision("a" * 32))

    assert found == []
