"""Pages of posts, who sees what, notifications: the reading side of the API."""

from datetime import datetime, timedelta

import httpx
import pytest

from automation.rehearsal.network import Rehearsal


def post(client: httpx.Client, text: str, **form: str) -> str:
    return str(client.post("/api/v1/statuses", data={"status": text, **form}).json()["id"])


def listed(client: httpx.Client, network: Rehearsal, **query: object) -> list[str]:
    address = f"/api/v1/accounts/{network.account_id('kopi_senja')}/statuses"
    return [one["id"] for one in client.get(address, params=query).json()]  # type: ignore[arg-type]


@pytest.fixture
def five(brand: httpx.Client) -> list[str]:
    return [post(brand, f"Posting {number}") for number in range(5)]


def test_ids_grow_with_time_even_within_one_moment(
    five: list[str], brand: httpx.Client, network: Rehearsal
) -> None:
    network.advance(timedelta(milliseconds=1))
    later = post(brand, "Satu milidetik kemudian")

    assert [*five, later] == sorted([*five, later], key=int)
    assert len({*five, later}) == 6


def test_posts_come_newest_first_in_pages(
    brand: httpx.Client, network: Rehearsal, five: list[str]
) -> None:
    assert listed(brand, network) == five[::-1]
    assert listed(brand, network, limit=2) == [five[4], five[3]]
    assert listed(brand, network, limit=2, max_id=five[3]) == [five[2], five[1]]
    assert listed(brand, network, limit=2, since_id=five[0]) == [five[4], five[3]]
    assert listed(brand, network, limit=2, min_id=five[0]) == [five[2], five[1]]


def test_a_page_holds_at_most_forty_posts(brand: httpx.Client, network: Rehearsal) -> None:
    for number in range(42):
        post(brand, f"Posting {number}")

    assert len(listed(brand, network, limit=80)) == 40
    assert len(listed(brand, network)) == 20


def test_boosts_and_answers_can_be_left_out(
    brand: httpx.Client, other: httpx.Client, network: Rehearsal
) -> None:
    theirs = post(other, "Dari akun lain")
    first = post(brand, "1/2")
    second = post(brand, "2/2", in_reply_to_id=first)
    answer = post(brand, "Terima kasih!", in_reply_to_id=theirs)
    boost = brand.post(f"/api/v1/statuses/{theirs}/reblog").json()["id"]

    assert listed(brand, network) == [boost, answer, second, first]
    assert listed(brand, network, exclude_reblogs="true") == [answer, second, first]
    assert listed(brand, network, exclude_replies="true") == [boost, second, first]


@pytest.mark.parametrize(
    ("visibility", "seen_by"),
    [("public", "bos"), ("unlisted", "bos"), ("private", "b"), ("direct", "b")],
)
def test_a_post_is_seen_by_those_it_is_for(
    brand: httpx.Client, other: httpx.Client, stranger: httpx.Client, visibility: str, seen_by: str
) -> None:
    made = post(brand, "Halo", visibility=visibility)
    readers = {"b": brand, "o": other, "s": stranger}

    seen = {
        name
        for name, one in readers.items()
        if one.get(f"/api/v1/statuses/{made}").status_code == 200
    }

    assert seen == set(seen_by)


def test_a_direct_post_is_seen_by_the_mentioned(brand: httpx.Client, other: httpx.Client) -> None:
    made = post(brand, "@kopi_senja_en halo", visibility="direct")

    assert other.get(f"/api/v1/statuses/{made}").status_code == 200


def test_private_posts_are_not_listed_for_others(
    brand: httpx.Client, other: httpx.Client, network: Rehearsal
) -> None:
    post(brand, "Hanya untuk pengikut", visibility="private")

    assert listed(other, network) == []


def test_notifications_can_be_narrowed_and_dismissed(
    brand: httpx.Client, other: httpx.Client
) -> None:
    made = post(brand, "Resep cold brew")
    other.post(f"/api/v1/statuses/{made}/favourite")
    post(other, "@kopi_senja berapa lama?", in_reply_to_id=made)

    def kinds(**query: str) -> list[str]:
        return [one["type"] for one in brand.get("/api/v1/notifications", params=query).json()]

    assert sorted(kinds()) == ["favourite", "mention"]
    assert kinds(**{"types[]": "mention"}) == ["mention"]
    assert kinds(**{"exclude_types[]": "mention"}) == ["favourite"]
    first = brand.get("/api/v1/notifications").json()[0]["id"]
    brand.post(f"/api/v1/notifications/{first}/dismiss")
    assert len(kinds()) == 1


def test_nobody_is_told_of_their_own_doing(brand: httpx.Client) -> None:
    first = post(brand, "1/2 @kopi_senja")
    post(brand, "2/2", in_reply_to_id=first)

    assert brand.get("/api/v1/notifications").json() == []


def test_json_and_form_bodies_mean_the_same(brand: httpx.Client, network: Rehearsal) -> None:
    brand.post(
        "/api/v1/statuses",
        json={"status": "Halo", "sensitive": True, "media_ids": [], "language": None},
    )
    brand.post("/api/v1/statuses", data={"status": "Halo", "sensitive": "1"})

    one, two = network.posts("kopi_senja")
    assert (one.text, one.sensitive, one.language) == (two.text, two.sensitive, two.language)


def test_a_post_carries_the_rehearsals_time(brand: httpx.Client, network: Rehearsal) -> None:
    made = brand.post("/api/v1/statuses", data={"status": "Halo"}).json()

    assert made["created_at"] == "2026-12-31T12:00:00.000Z"
    assert datetime.fromisoformat(made["created_at"]) == network.now()


def test_an_edit_without_media_takes_them_off_and_keeps_the_language(
    brand: httpx.Client, picture: bytes
) -> None:
    media = brand.post("/api/v2/media", files={"file": ("a.png", picture)}).json()["id"]
    form = {"status": "Halo", "media_ids[]": [media], "language": "jv"}
    made = brand.post("/api/v1/statuses", data=form).json()["id"]

    edited = brand.put(f"/api/v1/statuses/{made}", data={"status": "Halo lagi"}).json()

    assert (edited["media_attachments"], edited["language"]) == ([], "jv")


def test_replies_outlive_the_post_they_answer(brand: httpx.Client, other: httpx.Client) -> None:
    made = post(brand, "Salah ketik")
    answer = post(other, "Maksudnya?", in_reply_to_id=made)

    brand.delete(f"/api/v1/statuses/{made}")

    assert other.get(f"/api/v1/statuses/{answer}").json()["in_reply_to_id"] is None
    assert other.get(f"/api/v1/statuses/{answer}/context").json()["ancestors"] == []
