"""Mastodon's own ways, and those of the servers that speak its API a little differently."""

import io
import json
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import pytest
from PIL import Image

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaFile
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Network
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import (
    Gone,
    NetworkError,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
)
from automation.http import Http, Policy
from automation.networks import open_network
from automation.networks.mastodon import SPEC
from automation.networks.mastodon.header import server_and_name
from automation.rehearsal.network import Effect, Fault, Limits, Rehearsal, start_rehearsal
from automation.settings import load_settings
from tests.wire.pace import NOON, FakeTime
from tests.wire.raw import Play, answer, raw_server

SETTINGS = load_settings({"MASTODON_TOKEN": "rehearsal-kopi-senja"})
Opened = Callable[[str], Network]
PICTURE = MediaFile(
    address="kopi.png", sha256="0" * 64, mime="image/png", byte_count=100, width=40, height=30
)
ACCOUNT = {"id": "7", "username": "kopi", "acct": "kopi", "followers_count": 3}
OLD = Receipt(network_id="1", url="https://kopi.example/@kopi/1", published_at=NOON)


def png() -> bytes:
    into = io.BytesIO()
    Image.new("RGB", (40, 30), "brown").save(into, "PNG")
    return into.getvalue()


@pytest.fixture
def open_at() -> Iterator[Opened]:
    used: list[Http] = []

    def opened(address: str) -> Network:
        time = FakeTime(luck=0.0)
        http = Http(SETTINGS, clock=time.now, pace=time.pace, policy=Policy(silence_s=1.0))
        used.append(http)
        channel = Channel(id=ChannelId("brand"), network="mastodon", address=address)
        return open_network(channel, SETTINGS, http, lambda _: png())

    yield opened
    for http in used:
        http.close()


@pytest.fixture
def server() -> Iterator[Rehearsal]:
    with start_rehearsal() as rehearsal:
        yield rehearsal


@pytest.fixture
def kopi(server: Rehearsal, open_at: Opened) -> Network:
    return open_at(f"{server.url}/@kopi_senja")


def part(
    text: str = "Halo", *, alt_text: str = "Secangkir kopi", pictures: int = 0, warning: str = ""
) -> Part:
    attachment = Attachment(file=PICTURE, alt_text=alt_text)
    return Part(text=text, attachments=(attachment,) * pictures, content_warning=warning)


def said(value: object, status: int = 200) -> bytes:
    return answer(status, json.dumps(value).encode())


def failed(call: Callable[[], object]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value


def just_now(server: Rehearsal) -> datetime:
    return server.now() - timedelta(seconds=1)


class TestAddresses:
    """A channel's address names a server, and maybe the account."""

    @pytest.mark.parametrize(
        "tail",
        ["", "/", "/@kopi_senja", "/@Kopi_Senja/"],
        ids=["server", "slash", "account", "other case"],
    )
    def test_server_with_or_without_account(
        self, server: Rehearsal, open_at: Opened, tail: str
    ) -> None:
        assert open_at(server.url + tail).check().account == "@kopi_senja@127.0.0.1"

    @pytest.mark.parametrize("address", ["@kopi@kopi.example", " https://kopi.example/@kopi "])
    def test_a_handle_is_an_address_too(self, address: str) -> None:
        channel = Channel(id=ChannelId("brand"), network="mastodon", address=address)

        assert server_and_name(channel) == ("https://kopi.example", "kopi")

    def test_the_token_of_another_account_is_refused_before_it_publishes(
        self, server: Rehearsal, open_at: Opened
    ) -> None:
        network = open_at(f"{server.url}/@kopi_senja_en")

        error = failed(lambda: network.publish(part(), key="k", reply_to=None))

        assert type(error) is Unauthorized
        assert "@kopi_senja_en" in str(error)
        assert "MASTODON_TOKEN" in str(error)
        assert server.posts("kopi_senja") == ()
        assert type(failed(network.check)) is Unauthorized

    def test_a_server_that_is_no_mastodon_is_said_to_be_none(self, open_at: Opened) -> None:
        with raw_server(said({"hello": "world"})) as server:
            error = failed(open_at(server.url).check)

        assert type(error) is Unavailable
        assert "speaking Mastodon's API" in str(error)


class TestLimits:
    """What the server announces goes before what is written here."""

    def test_the_servers_own_numbers_are_used(self, open_at: Opened) -> None:
        limits = Limits(max_characters=5000, max_media_attachments=6, description_limit=420)
        with start_rehearsal(limits=limits) as server:
            spec = open_at(server.url).limits()

        assert (spec.text.max, spec.media.images_max, spec.media.alt_text_max) == (5000, 6, 420)

    def test_they_are_asked_for_once(self, server: Rehearsal, kopi: Network) -> None:
        for _ in range(3):
            kopi.limits()

        assert [call.path for call in server.calls()] == ["/api/v2/instance"]

    def test_a_server_that_knows_only_the_first_version_is_asked_that_way(
        self, open_at: Opened
    ) -> None:
        with raw_server(
            said({"error": "Not found"}, 404), said({"max_toot_chars": 1337})
        ) as server:
            assert open_at(server.url).limits().text.max == 1337
            assert server.heads()[1] == "GET /api/v1/instance HTTP/1.1"

    @pytest.mark.parametrize(
        "document",
        [
            {},
            [],
            {"configuration": None},
            {"configuration": {"statuses": {"max_characters": "500"}}},
            {"configuration": {"statuses": {"max_characters": 0}}},
        ],
        ids=["empty", "a list", "nothing", "text for a number", "zero"],
    )
    def test_what_it_does_not_tell_stays_as_written(
        self, open_at: Opened, document: object
    ) -> None:
        with raw_server(said(document)) as server:
            assert open_at(server.url).limits() == SPEC

    def test_a_server_that_does_not_answer_has_no_limits(self, open_at: Opened) -> None:
        with raw_server(answer(500)) as server:
            assert type(failed(open_at(server.url).limits)) is Unavailable

    def test_a_limit_lowered_after_the_check_is_a_refusal_in_the_servers_words(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        kopi.limits()
        server.add_fault("shorter-posts")

        error = failed(lambda: kopi.publish(part("k" * 200), key="k", reply_to=None))

        assert (type(error), error.call.sent, error.call.status) == (Rejected, Sent.NO, 422)
        assert server.posts("kopi_senja") == ()


class TestPosting:
    """All that a post has reaches the server."""

    def test_warning_visibility_and_language_arrive(self, server: Rehearsal, kopi: Network) -> None:
        sent = Part(text="Isi", content_warning="Makanan", visibility="unlisted", language="id")

        kopi.publish(sent, key="k", reply_to=None)

        (post,) = server.posts("kopi_senja")
        assert (post.spoiler_text, post.sensitive, post.visibility, post.language) == (
            "Makanan",
            True,
            "unlisted",
            "id",
        )

    def test_pictures_arrive_in_order_with_their_alt_texts(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        pictures = tuple(Attachment(file=PICTURE, alt_text=alt) for alt in ("Satu ☕", "", "Tiga"))

        kopi.publish(Part(text="Tiga gambar", attachments=pictures), key="k", reply_to=None)

        (post,) = server.posts("kopi_senja")
        media = server._world.store.media
        assert [media[one].description or "" for one in post.media_ids] == ["Satu ☕", "", "Tiga"]

    def test_a_picture_alone_is_a_post(self, server: Rehearsal, kopi: Network) -> None:
        receipt = kopi.publish(part("", pictures=1), key="k", reply_to=None)

        assert (
            kopi.find(part("", pictures=1), since=just_now(server), reply_to=None, known=set())
            == receipt
        )

    def test_a_file_still_in_work_is_waited_for(self, server: Rehearsal, kopi: Network) -> None:
        server.add_fault(Fault(effect=Effect.MEDIA_SLOW))

        kopi.publish(part(pictures=1), key="k", reply_to=None)

        assert len(server.posts("kopi_senja")[0].media_ids) == 1
        assert any(call.path.startswith("/api/v1/media/") for call in server.calls())

    def test_a_file_that_is_never_ready_leaves_the_post_to_the_next_run(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        server.add_fault(Fault(effect=Effect.MEDIA_STUCK))

        error = failed(lambda: kopi.publish(part(pictures=1), key="k", reply_to=None))

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)
        assert server.posts("kopi_senja") == ()

    def test_a_file_the_server_cannot_use_is_a_refusal(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        server.add_fault(Fault(effect=Effect.MEDIA_FAILED))

        error = failed(lambda: kopi.publish(part(pictures=1), key="k", reply_to=None))

        assert (type(error), error.call.sent) == (Rejected, Sent.NO)

    @pytest.mark.parametrize("effect", [Effect.LOST, Effect.CUT, Effect.STORED_THEN_STATUS])
    def test_an_upload_whose_answer_was_lost_is_repeated(
        self, server: Rehearsal, kopi: Network, effect: Effect
    ) -> None:
        server.add_fault(Fault(effect=effect, path="^/api/v2/media$"))

        kopi.publish(part(pictures=1), key="k", reply_to=None)

        assert len(server.posts("kopi_senja")[0].media_ids) == 1

    def test_the_key_of_a_part_is_the_same_again_and_plain_text(
        self, server: Rehearsal, open_at: Opened
    ) -> None:
        for _ in range(2):
            open_at(server.url).publish(part(), key="pos-1/kafé utama ☕/abc/0", reply_to=None)

        keys = {call.idempotency_key for call in server.calls() if call.method == "POST"}
        assert len(keys) == 1
        assert keys.pop().isalnum()
        assert len(server.posts("kopi_senja")) == 1

    def test_an_answer_to_a_post_that_is_gone_is_a_refusal(self, kopi: Network) -> None:
        error = failed(lambda: kopi.publish(part(), key="k", reply_to=OLD))

        assert (type(error), error.call.sent) == (Rejected, Sent.NO)

    @pytest.mark.parametrize(
        "shape",
        [
            {"id": "3221", "scheduled_at": "2026-12-31T13:00:00Z", "params": {}},
            {"id": "3221", "scheduled_at": "2026-12-31T13:00:00Z", "url": "https://kopi.example/1"},
            {"url": "https://kopi.example/1"},
            {"id": "1", "url": None, "uri": ""},
            {"id": None, "url": "https://kopi.example/1"},
            {},
            [],
            "ok",
        ],
        ids=[
            "scheduled",
            "scheduled with address",
            "no id",
            "no address",
            "null",
            "empty",
            "list",
            "text",
        ],
    )
    def test_an_answer_that_is_no_published_post_leaves_the_outcome_unknown(
        self, open_at: Opened, shape: object
    ) -> None:
        with raw_server(said({}), said(ACCOUNT), said(shape)) as server:
            error = failed(lambda: open_at(server.url).publish(part(), key="k", reply_to=None))

            assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
            assert len(server.requests) == 3

    def test_a_post_without_public_page_keeps_its_uri(self, open_at: Opened) -> None:
        status = {"id": "01HX", "url": None, "uri": "https://kopi.example/users/kopi/statuses/01HX"}
        with raw_server(said({}), said(ACCOUNT), said(status)) as server:
            receipt = open_at(server.url).publish(part(), key="k", reply_to=None)

        assert receipt == Receipt(network_id="01HX", url=str(status["uri"]), published_at=NOON)


def status(number: int, text: str = "Halo", /, **more: object) -> Mapping[str, object]:
    return {
        "id": str(number), "url": f"https://kopi.example/@kopi/{number}", "content": f"<p>{text}</p>",
        "created_at": "2026-12-31T12:00:00.000Z", "in_reply_to_id": None, "spoiler_text": "",
        "media_attachments": [], "reblog": None, "account": ACCOUNT, **more,
    }  # fmt: skip


class TestReadingBack:
    """A post is found by what it is, however far down it has gone; "not there" is only said for sure."""

    def find(self, open_at: Opened, *pages: Play, wanted: Part | None = None) -> Receipt | None:
        with raw_server(said(ACCOUNT), *pages) as server:
            network = open_at(server.url)
            return network.find(wanted or part(), since=NOON, reply_to=None, known=set())

    def test_it_is_found_below_forty_newer_posts(self, server: Rehearsal, kopi: Network) -> None:
        since = just_now(server)
        receipt = kopi.publish(part("Yang dicari"), key="k", reply_to=None)
        for number in range(85):
            kopi.publish(
                part(f"Pengumuman lain, nomor {number} hari ini"), key=f"k{number}", reply_to=None
            )

        assert kopi.find(part("Yang dicari"), since=since, reply_to=None, known=set()) == receipt
        assert kopi.find(part("Tidak pernah ada"), since=since, reply_to=None, known=set()) is None

    def test_reading_stops_where_posts_are_older(self, open_at: Opened) -> None:
        old = status(1, created_at="2026-12-31T11:00:00Z")
        with raw_server(said(ACCOUNT), said([status(2, "Lain"), old]), said([old])) as server:
            found = open_at(server.url).find(part(), since=NOON, reply_to=None, known=set())

            assert found is None
            assert "max_id=1" in server.heads()[2]

    def test_a_clock_that_runs_a_minute_late_does_not_hide_it(self, open_at: Opened) -> None:
        late = status(2, created_at="2026-12-31T11:59:00Z")

        found = self.find(open_at, said([late]))

        assert found is not None

    def test_a_machine_whose_clock_is_hours_ahead_still_finds_it(self, open_at: Opened) -> None:
        at_nine = {"Date": "Thu, 31 Dec 2026 09:00:00 GMT"}
        account = answer(200, json.dumps(ACCOUNT).encode(), at_nine)
        by_its_own_clock = status(2, created_at="2026-12-31T09:00:00Z")
        with raw_server(account, said([by_its_own_clock])) as server:
            assert open_at(server.url).find(part(), since=NOON, reply_to=None, known=set())

    @pytest.mark.parametrize(
        "page",
        [
            said({}),
            said({"error": "later"}),
            said(["no status"]),
            said([{"content": "Halo"}]),
            said(None),
            answer(200, b""),
        ],
        ids=["object", "error", "texts", "no id", "null", "empty"],
    )
    def test_a_page_that_is_none_never_passes_for_not_there(
        self, open_at: Opened, page: bytes
    ) -> None:
        assert type(failed(lambda: self.find(open_at, page))) is Unavailable

    def test_a_server_that_shows_the_same_page_for_ever_leaves_it_to_a_person(
        self, open_at: Opened
    ) -> None:
        error = failed(lambda: self.find(open_at, said([status(2, "Lain")])))

        assert type(error) is OutcomeUnknown

    def test_the_equal_post_goes_before_a_similar_one(self, open_at: Opened) -> None:
        page = [
            status(3, "Promo kopi susu nomor 2 hari ini"),
            status(2, "Promo kopi susu nomor 1 hari ini"),
        ]

        found = self.find(
            open_at, said(page), said([]), wanted=part("Promo kopi susu nomor 1 hari ini")
        )

        assert found is not None
        assert found.network_id == "2"

    def test_a_boost_of_an_equal_post_is_not_ours(self, open_at: Opened) -> None:
        boost = status(2, reblog=status(1))

        assert self.find(open_at, said([boost]), said([])) is None

    @pytest.mark.parametrize(
        "more",
        [{"spoiler_text": "Makanan"}, {"media_attachments": [{"id": "1"}]}],
        ids=["other warning", "other number of files"],
    )
    def test_an_equal_text_in_another_frame_is_left_to_a_person(
        self, open_at: Opened, more: dict[str, object]
    ) -> None:
        page = said([{**status(2), **more}])
        error = failed(lambda: self.find(open_at, page, said([])))

        assert type(error) is OutcomeUnknown
        assert "https://kopi.example/@kopi/2" in str(error)


class TestNumbers:
    """What the network tells, and nothing else."""

    def test_a_boosts_numbers_are_those_of_the_post(self, open_at: Opened) -> None:
        wrapper = status(
            2,
            reblogs_count=0,
            reblog=status(1, reblogs_count=9, favourites_count=4, replies_count=2),
        )
        with raw_server(said(wrapper)) as server:
            numbers = open_at(server.url).fetch_snapshot(OLD)

        assert (numbers.shares, numbers.likes, numbers.replies) == (9, 4, 2)

    @pytest.mark.parametrize("told", [None, -1, "3", True, 1.5], ids=str)
    def test_a_number_that_is_none_is_empty_and_never_zero(
        self, open_at: Opened, told: object
    ) -> None:
        with raw_server(said(status(1, favourites_count=told))) as server:
            numbers = open_at(server.url).fetch_snapshot(OLD)

        assert numbers.likes is None
        assert numbers.quotes is None

    def test_an_answer_without_a_post_is_no_set_of_zeros(self, open_at: Opened) -> None:
        with raw_server(said({})) as server:
            assert type(failed(lambda: open_at(server.url).fetch_snapshot(OLD))) is Unavailable

    def test_an_id_from_the_ledger_cannot_lead_elsewhere(self, open_at: Opened) -> None:
        odd = Receipt(
            network_id="../accounts/7?x=", url="https://kopi.example/1", published_at=NOON
        )
        with raw_server(said({}, 404)) as server:
            assert type(failed(lambda: open_at(server.url).fetch_snapshot(odd))) is Gone
            assert server.heads() == ["GET /api/v1/statuses/..%2Faccounts%2F7%3Fx%3D HTTP/1.1"]


class TestLookingUp:
    """A pasted address proves a post only when it is one of ours."""

    @pytest.mark.parametrize("tail", ["", "/", "?lang=id", "#top"])
    def test_the_address_as_browsers_copy_it(self, kopi: Network, tail: str) -> None:
        receipt = kopi.publish(part(), key="k", reply_to=None)

        assert kopi.look_up(f" {receipt.url}{tail} ") == receipt

    def test_the_post_of_another_account_is_not_ours(
        self, server: Rehearsal, kopi: Network
    ) -> None:
        settings = load_settings({"MASTODON_TOKEN": "rehearsal-kopi-senja-en"})
        http = Http(settings, clock=lambda: datetime.now(UTC))  # noqa: TID251 - the fake's clock
        other = open_network(
            Channel(id=ChannelId("en"), network="mastodon", address=server.url),
            settings,
            http,
            lambda _: b"",
        )
        receipt = other.publish(part(), key="k", reply_to=None)
        http.close()

        assert kopi.look_up(receipt.url) is None

    def test_the_same_number_on_another_server_is_another_post(self, kopi: Network) -> None:
        receipt = kopi.publish(part(), key="k", reply_to=None)

        assert kopi.look_up(f"https://elsewhere.example/@kopi_senja/{receipt.network_id}") is None

    def test_a_server_that_shows_its_pages_under_another_name_is_understood(
        self, open_at: Opened
    ) -> None:
        with raw_server(said(status(5)), said(ACCOUNT)) as server:
            assert open_at(server.url).look_up("https://kopi.example/@kopi/5?x=1") is not None


class TestRights:
    """The doctor says which rights a token lacks, where the server tells."""

    @pytest.mark.parametrize(
        ("scopes", "missing"),
        [
            (["read", "write"], ()),
            (["profile", "read:statuses", "write:statuses", "write:media"], ()),
            (["read"], ("write:media", "write:statuses")),
            (["write:statuses"], ("read:accounts", "read:statuses", "write:media")),
            ([], ()),
        ],
    )
    def test_missing_rights_are_named(
        self, open_at: Opened, scopes: list[str], missing: tuple[str, ...]
    ) -> None:
        with raw_server(said(ACCOUNT), said({"name": "Lembar", "scopes": scopes})) as server:
            assert open_at(server.url).check().missing_rights == missing

    def test_a_server_that_does_not_tell_lacks_nothing(self, open_at: Opened) -> None:
        with raw_server(said(ACCOUNT), said({"error": "Not found"}, 404)) as server:
            check = open_at(server.url).check()

        assert (check.missing_rights, check.followers) == ((), 3)
