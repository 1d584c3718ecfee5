"""The pages people look at: true to the posts, harmless, and marked as rehearsal."""

import html.parser
from collections.abc import Callable
from datetime import timedelta

import httpx
import pytest

from automation.rehearsal.network import Rehearsal

ATTACK = "<script>alert('kopi')</script><img src=x onerror=alert(1)>"
BROWSER = {"Accept": "text/html"}


class Page(html.parser.HTMLParser):
    """Collects what matters: tags with their attributes, and the text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture
def made(brand: httpx.Client, upload: Callable[..., str]) -> dict[str, str]:
    form = {
        "status": f"Resep #kopi {ATTACK}",
        "spoiler_text": f"Panjang {ATTACK}",
        "media_ids[]": [upload(ATTACK)],
    }
    return dict(brand.post("/api/v1/statuses", data=form).json())


def look(network: Rehearsal, path: str) -> Page:
    answer = httpx.get(network.url + path, headers=BROWSER)
    assert answer.status_code == 200, answer.text
    return Page(answer.text)


@pytest.fixture
def paths(made: dict[str, str]) -> list[str]:
    return ["/", "/@kopi_senja", f"/@kopi_senja/{made['id']}", "/tags/kopi", "/rehearsal"]


def test_every_page_says_in_both_languages_that_nothing_is_public(
    network: Rehearsal, paths: list[str]
) -> None:
    for path in paths:
        text = look(network, path).text
        assert "Rehearsal: nothing here is public" in text
        assert "Latihan: tidak ada yang tayang sungguhan" in text


def test_what_people_typed_is_text_and_never_markup(network: Rehearsal, paths: list[str]) -> None:
    for path in paths:
        page = look(network, path)
        assert page.all("script") == []
        assert not any("onerror" in attributes for _, attributes in page.tags)
    assert "<script>alert('kopi')</script>" in look(network, paths[2]).text


def test_pages_load_nothing_from_elsewhere(network: Rehearsal, paths: list[str]) -> None:
    for path in paths:
        answer = httpx.get(network.url + path)
        loaded = [
            one.get("src") or one.get("href") or ""
            for tag in ("img", "link", "script")
            for one in Page(answer.text).all(tag)
        ]
        assert all(one.startswith("/") for one in loaded)
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'none'")


def test_a_post_shows_text_warning_picture_and_its_alternative_text(
    network: Rehearsal, made: dict[str, str]
) -> None:
    page = look(network, f"/@kopi_senja/{made['id']}")

    assert "Panjang" in page.text
    pictures = [one for one in page.all("img") if "/media/" in str(one["src"])]
    assert [one["alt"] for one in pictures] == [ATTACK]
    assert httpx.get(f"{network.url}{pictures[0]['src']}").headers["Content-Type"] == "image/png"


def test_a_missing_alternative_text_is_seen(
    brand: httpx.Client, network: Rehearsal, upload: Callable[..., str]
) -> None:
    brand.post("/api/v1/statuses", data={"media_ids[]": [upload("")]})

    assert "Tanpa teks alternatif" in look(network, "/@kopi_senja?lang=id").text


def test_the_address_of_a_post_leads_to_its_page(network: Rehearsal, made: dict[str, str]) -> None:
    assert httpx.get(made["url"], headers=BROWSER).status_code == 200


def test_a_thread_stands_on_one_page(
    brand: httpx.Client, other: httpx.Client, network: Rehearsal
) -> None:
    first = brand.post("/api/v1/statuses", data={"status": "Pertama"}).json()["id"]
    second = brand.post(
        "/api/v1/statuses", data={"status": "Kedua", "in_reply_to_id": first}
    ).json()["id"]
    other.post("/api/v1/statuses", data={"status": "Ketiga", "in_reply_to_id": second})

    text = look(network, f"/@kopi_senja/{second}").text

    assert text.index("Pertama") < text.index("Kedua") < text.index("Ketiga")


def test_a_hashtag_of_any_script_has_its_page(brand: httpx.Client, network: Rehearsal) -> None:
    made = brand.post("/api/v1/statuses", data={"status": "Pagi! #ꦏꦺꦴꦥꦶ"}).json()

    assert "Pagi!" in httpx.get(made["tags"][0]["url"], headers=BROWSER).text


def test_private_posts_have_no_page(brand: httpx.Client, network: Rehearsal) -> None:
    form = {"status": "Rahasia dapur", "visibility": "private"}
    made = brand.post("/api/v1/statuses", data=form).json()["id"]

    assert httpx.get(f"{network.url}/@kopi_senja/{made}", headers=BROWSER).status_code == 404
    assert "Rahasia dapur" not in look(network, "/").text + look(network, "/@kopi_senja").text


def test_an_address_that_leads_nowhere_is_a_page_too(network: Rehearsal) -> None:
    answer = httpx.get(f"{network.url}/@siapa?lang=id", headers=BROWSER)

    assert answer.status_code == 404
    assert "Tidak ada di sini." in answer.text


@pytest.mark.parametrize(
    ("path", "accepted", "language"),
    [
        ("/", "id-ID,id;q=0.9,en;q=0.8", "id"),
        ("/", "de,en;q=0.5", "en"),
        ("/?lang=id", "en", "id"),
        ("/", "", "en"),
    ],
)
def test_a_page_speaks_the_readers_language(
    network: Rehearsal, path: str, accepted: str, language: str
) -> None:
    answer = httpx.get(network.url + path, headers={"Accept-Language": accepted})

    assert f'<html lang="{language}">' in answer.text


def test_times_are_local_and_written_as_people_do(network: Rehearsal, made: dict[str, str]) -> None:
    assert "Kam 31 Des 2026, 19.00" in look(network, f"/@kopi_senja/{made['id']}?lang=id").text


def test_a_trainer_sets_and_clears_a_fault_with_the_mouse(
    brand: httpx.Client, network: Rehearsal
) -> None:
    form = {"name": "error-before", "account": "kopi_senja"}
    answer = brand.post("/rehearsal/faults?lang=id", data=form, headers=BROWSER)

    assert (answer.status_code, answer.headers["Location"]) == (303, "/rehearsal?lang=id")
    assert [one.name for one in network.faults()] == ["error-before"]
    brand.post("/rehearsal/faults/clear", headers=BROWSER)
    assert network.faults() == ()


def test_the_control_room_lists_every_fault_in_both_languages(network: Rehearsal) -> None:
    page = look(network, "/rehearsal")

    assert "the answer is lost on the way" in page.text
    assert "jawabannya hilang di jalan" in page.text
    assert len([one for one in page.all("button") if one.get("name") == "name"]) >= 20


def test_a_trainer_moves_the_clock_with_the_mouse(brand: httpx.Client, network: Rehearsal) -> None:
    before = network.now()

    brand.post("/rehearsal/clock", data={"advance_s": "3600"}, headers=BROWSER)

    assert network.now() == before + timedelta(hours=1)
