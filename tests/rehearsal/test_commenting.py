"""A trainer writes in somebody's name, so that there is something to answer."""

from pathlib import Path

import httpx
import pytest

from automation.rehearsal.network import Rehearsal, start_rehearsal
from tests.rehearsal.posting import post


def test_the_page_of_a_post_takes_a_comment_and_shows_it(
    brand: httpx.Client, stranger: httpx.Client
) -> None:
    made = post(brand, "Kopi susu").json()
    page = httpx.URL(made["url"]).path
    form = {"post": made["id"], "text": "Masih <ada>?", "account": "pelanggan"}

    assert 'action="/rehearsal/comments' in stranger.get(page).text
    sent = stranger.post("/rehearsal/comments", data=form, headers={"Accept": "text/html"})
    shown = stranger.get(page).text

    assert (sent.status_code, sent.headers["Location"].partition("?")[0]) == (303, page)
    assert "Masih &lt;ada&gt;?" in shown
    assert "@pelanggan" in shown


def test_the_author_is_told_and_the_post_counts_it(brand: httpx.Client, network: Rehearsal) -> None:
    made = post(brand, "Kopi susu").json()

    network.comment(made["id"], "Masih ada?")

    (notice,) = brand.get("/api/v1/notifications").json()
    assert (notice["type"], notice["account"]["acct"]) == ("mention", "pelanggan")
    assert notice["status"]["in_reply_to_id"] == made["id"]
    assert brand.get(f"/api/v1/statuses/{made['id']}").json()["replies_count"] == 1


@pytest.mark.parametrize(
    ("change", "status"),
    [({"text": " "}, 422), ({"text": "k" * 501}, 422), ({"account": "kopi_senja"}, 422), ({"account": "siapa"}, 422), ({"post": "1"}, 404)],
    ids=["empty", "too long", "the author", "nobody", "no post"],
)  # fmt: skip
def test_what_cannot_be_a_comment_is_refused(
    brand: httpx.Client, network: Rehearsal, change: dict[str, str], status: int
) -> None:
    made = post(brand, "Kopi susu").json()

    sent = brand.post("/rehearsal/comments", data={"post": made["id"], "text": "Halo", **change})

    assert sent.status_code == status
    assert len(network.posts("pelanggan")) == 0


def test_nobody_signs_in_as_the_customer(network: Rehearsal) -> None:
    answer = httpx.get(
        f"{network.url}/api/v1/accounts/verify_credentials", headers={"Authorization": "Bearer"}
    )

    assert answer.status_code == 401


def test_comments_are_remembered_across_restarts(tmp_path: Path) -> None:
    state = tmp_path / "latihan.json"
    with start_rehearsal(state=state) as network:
        headers = {"Authorization": "Bearer rehearsal-kopi-senja"}
        with httpx.Client(base_url=network.url, headers=headers) as brand:
            made = post(brand, "Kopi susu").json()
        network.comment(made["id"], "Masih ada?")

    with start_rehearsal(state=state) as network:
        assert [one.text for one in network.posts("pelanggan")] == ["Masih ada?"]
