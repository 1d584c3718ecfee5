"""One post on every network: the preview shows each Draft with its true length, and every Problem."""

from collections.abc import Callable

import pytest

from automation.domain.content.card import Card
from automation.domain.content.lengths import length_of
from automation.domain.publishing.network import Field
from automation.jobs.result import JobResult
from automation.networks import NETWORKS, spec_of
from tests.desk_books import Shelf
from tests.desk_builder import Team, Wired, make_team

TEXT = (
    "Kopi susu gula aren 🌴 kembali 👩\u200d👩\u200d👧, "
    "pesan di https://kopisenja.example/menu?musim=hujan @kopi #kopi"
)


@pytest.fixture
def team() -> Team:
    """A team with a channel on every network, none of them connected."""
    team = make_team()
    team.tokens = {}
    for name in NETWORKS:
        team.add(
            "channels",
            channel=name,
            network=name,
            address=f"https://{name}.example/kopi",
            policy="none",
        )
    return team


@pytest.fixture
def run(team: Team) -> Callable[..., JobResult]:
    return Wired(team).run


def drafts(result: JobResult) -> dict[str, str]:
    """Return what is shown as sent, by channel."""
    return {
        row[2]: row[3] for table in (*result.tables[:2], *result.tables[3:]) for row in table.rows
    }


def test_every_network_shows_its_draft_with_its_true_length(
    team: Team, run: Callable[..., JobResult]
) -> None:
    team.post("Kopi", text=TEXT, headline="Kopi susu kembali", channels=", ".join(NETWORKS))

    shown = drafts(run("preview", "08:00"))

    assert set(shown) == set(NETWORKS)
    for name, draft in shown.items():
        spec = spec_of(name)
        assert TEXT in draft, name
        assert spec.title in draft, name
        assert f"{length_of(TEXT, spec.text)} of " in draft, name
        assert ("Kopi susu kembali" in draft) == (Field.TITLE in spec.fields), name


def test_every_network_says_what_is_wrong_with_a_text_far_too_long(
    team: Team, run: Callable[..., JobResult]
) -> None:
    team.post("Kopi", text="Kopi 🌴 " * 50_000, headline="Kopi", channels=", ".join(NETWORKS))

    result = run("preview", "08:00")

    held = {row[1]: row[2] for row in result.tables[2].rows}
    assert set(held) == set(NETWORKS)
    limited = [name for name in NETWORKS if spec_of(name).text.max < 100_000]
    assert len(limited) >= len(NETWORKS) - 4
    for name in limited:
        assert "Shorten it by" in held[name], name


def test_a_channel_nobody_connected_still_shows_what_it_would_be_sent(
    team: Team, run: Callable[..., JobResult]
) -> None:
    team.post("Kopi", channels="mastodon")

    result = run("preview", "08:00")

    assert "mastodon" in drafts(result)
    assert "MASTODON_TOKEN_MASTODON" in result.tables[2].rows[0][2]


@pytest.mark.parametrize("is_there", [True, False])
def test_a_card_is_shown_with_what_the_page_says_or_why_there_is_none(
    team: Team, run: Callable[..., JobResult], is_there: bool
) -> None:
    link = "https://kopisenja.example/menu?musim=hujan"
    assert isinstance(team.media, Shelf)
    if is_there:
        team.media.cards[link] = Card(address=link, title="Menu hujan", description="Serba hangat")
    team.post("Kopi", text=TEXT, channels="bluesky, mastodon")

    shown = drafts(run("preview", "08:00"))

    said = "▭ Menu hujan · Serba hangat" if is_there else f"▭ {link} · goes out without a card"
    assert said in shown["bluesky"]
    assert "▭" not in shown["mastodon"]
