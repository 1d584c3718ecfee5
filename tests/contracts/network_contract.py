"""What every network promises. A new one is tested by being registered, and cannot opt out.

What it cannot do is declared in its header, and the suite then proves that it refuses politely.
"""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest

from automation.domain.content.draft import Part
from automation.domain.ids import ChannelId
from automation.domain.publishing.network import Capability, Idempotency, Network, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.team.channel import Channel
from automation.errors import (
    ConfigError,
    Gone,
    LembarError,
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
    Unavailable,
    Unsupported,
)
from automation.http import Http, Policy
from automation.networks import open_network
from automation.settings import Settings, load_settings
from tests.contracts.network_stages import Stage, Trouble
from tests.wire.pace import FakeTime
from tests.wire.raw import closed_port

BRAND = ChannelId("brand")
TEXT = "Kopi susu gula aren 🌴 sudah kembali!\n\nPesan di https://kopisenja.example/menu?musim=hujan #kopi"
NOBODY: frozenset[str] = frozenset()


class Desk:
    """Opens channels of one network for a test, and closes what they used."""

    def __init__(self, name: str, stage: Stage) -> None:
        self.name = name
        self.stage = stage
        self.settings = load_settings(stage.secrets)
        self.started_at = datetime.now(UTC)  # noqa: TID251 - the fake server's own clock
        self._opened: list[Http] = []

    def open(self, *, address: str = "", settings: Settings | None = None) -> Network:
        """Return the network as a new run would."""
        used = settings or self.settings
        time = FakeTime(luck=0.0)
        policy = Policy(silence_s=0.5, max_bytes=100_000)
        http = Http(used, clock=self._now, pace=time.pace, policy=policy)
        self._opened.append(http)
        channel = Channel(id=BRAND, network=self.name, address=address or self.stage.address)
        return open_network(channel, used, http, lambda _: b"")

    def close(self) -> None:
        for http in self._opened:
            http.close()

    @staticmethod
    def _now() -> datetime:
        return datetime.now(UTC)  # noqa: TID251 - the fake server's own clock


def part(text: str = TEXT, *, length: int = 90) -> Part:
    return Part(text=text, visibility="public", language="id", length=length)


def failed(call: Callable[[], object]) -> NetworkError:
    with pytest.raises(NetworkError) as caught:
        call()
    return caught.value


class Header:
    """Someone who has never seen the network understands it from its header."""

    def test_every_limit_says_where_it_comes_from_and_when_that_was_read(
        self, spec: NetworkSpec
    ) -> None:
        for limit in (spec.text, spec.media, spec.rate):
            assert limit.source.startswith("https://")
            assert date(2026, 1, 1) <= limit.checked <= datetime.now(UTC).date()  # noqa: TID251

    def test_every_limit_is_a_number_above_zero(self, spec: NetworkSpec) -> None:
        media = spec.media
        sizes = (
            media.images_max,
            media.image_max_bytes,
            media.image_max_pixels,
            media.video_max_bytes,
        )

        assert min(spec.text.max, spec.rate.requests, spec.rate.per_s, *sizes) > 0

    def test_it_names_its_secrets_and_how_it_was_checked(self, spec: NetworkSpec) -> None:
        assert spec.secrets
        assert spec.verified_against
        assert spec.settle_after > timedelta(0)


class Opening:
    """A channel is opened only where that is wanted and possible."""

    def test_without_its_credential_the_variable_to_set_is_named(self, desk: Desk) -> None:
        with pytest.raises(ConfigError, match="BRAND"):
            desk.open(settings=load_settings({}))

    def test_a_rehearsal_cannot_open_a_real_network(self, desk: Desk) -> None:
        settings = load_settings({**desk.stage.secrets, "LEMBAR_REHEARSAL_ONLY": "1"})

        with pytest.raises(ConfigError, match="rehearsal"):
            desk.open(address="https://social.example/@brand", settings=settings)

    @pytest.mark.parametrize(
        "address",
        ["", "kopi", "ftp://x.example", "https://u:p@x.example/", "http://[/", "https://"],
    )
    def test_an_address_that_is_none_is_refused_without_being_shown(
        self, desk: Desk, address: str
    ) -> None:
        channel = Channel(id=BRAND, network=desk.name, address=address)

        with pytest.raises(ConfigError, match="brand") as caught:
            open_network(
                channel, desk.settings, Http(desk.settings, clock=desk._now), lambda _: b""
            )

        assert "u:p" not in str(caught.value)

    def test_clear_text_over_the_internet_is_refused(self, desk: Desk) -> None:
        network = desk.open(address="http://social.example/@kopi_senja")

        with pytest.raises(ConfigError, match="https"):
            network.check()


class Publishing:
    """A post goes out once, and what is not sure is said to be not sure."""

    def test_a_published_post_has_an_id_and_an_address(self, desk: Desk) -> None:
        receipt = desk.open().publish(part(), key="k", reply_to=None)

        assert receipt.network_id
        assert receipt.url.startswith("http")
        assert abs(receipt.published_at - desk.started_at) < timedelta(minutes=1)
        assert desk.stage.texts() == [TEXT]

    def test_a_text_exactly_at_the_limit_goes_out(self, desk: Desk) -> None:
        limit = desk.open().limits().text.max

        desk.open().publish(part("k" * limit, length=limit), key="k", reply_to=None)

        assert desk.stage.texts() == ["k" * limit]

    def test_one_more_is_refused_before_it_is_sent(self, desk: Desk) -> None:
        network = desk.open()
        limit = network.limits().text.max

        error = failed(
            lambda: network.publish(
                part("k" * (limit + 1), length=limit + 1), key="k", reply_to=None
            )
        )

        assert (type(error), error.call.sent, error.call.status) == (Rejected, Sent.NO, None)
        assert desk.stage.texts() == []

    def test_a_thread_answers_the_part_before_it(self, desk: Desk) -> None:
        network = desk.open()
        if Capability.THREAD not in network.spec.can:
            pytest.skip("declared in the header")
        first = network.publish(part("1/2"), key="k/0", reply_to=None)
        second = network.publish(part("2/2"), key="k/1", reply_to=first)

        found = network.find(part("2/2"), since=desk.started_at, reply_to=first, known=NOBODY)

        assert found == second

    @pytest.mark.parametrize(
        ("trouble", "kind"),
        [
            (Trouble.UNAUTHORIZED, Unauthorized),
            (Trouble.FORBIDDEN, Unauthorized),
            (Trouble.REFUSED, Rejected),
            (Trouble.LIMITED, RateLimited),
        ],
    )
    def test_a_refusal_stored_nothing(
        self, desk: Desk, trouble: Trouble, kind: type[NetworkError]
    ) -> None:
        network = desk.open()
        network.check()
        desk.stage.trouble(trouble)

        error = failed(lambda: network.publish(part(), key="k", reply_to=None))

        assert (type(error), error.call.sent) == (kind, Sent.NO)
        assert desk.stage.texts() == []

    def test_a_network_that_asks_to_wait_says_until_when(self, desk: Desk) -> None:
        desk.stage.trouble(Trouble.LIMITED)
        network = desk.open()

        error = failed(lambda: network.publish(part(), key="k", reply_to=None))

        assert error.call.retry_at is not None
        assert timedelta(seconds=30) < error.call.retry_at - desk.started_at < timedelta(seconds=90)

    def test_a_server_that_cannot_be_reached_got_nothing(self, desk: Desk) -> None:
        network = desk.open(address=f"http://127.0.0.1:{closed_port()}/@kopi_senja")

        error = failed(lambda: network.publish(part(), key="k", reply_to=None))

        assert (type(error), error.call.sent) == (Unavailable, Sent.NO)


STORED = (Trouble.LOST, Trouble.NEVER, Trouble.ERROR_AFTER, Trouble.HALF, Trouble.TOO_LARGE)
NOT_STORED = (Trouble.CUT, Trouble.ERROR_BEFORE, Trouble.PAGE, Trouble.REDIRECT)


class LostAnswers:
    """After "sent" and before "answered" nothing is sent again; the post is looked for."""

    @pytest.mark.parametrize("trouble", STORED)
    def test_a_post_whose_answer_was_lost_is_found_and_was_sent_once(
        self, desk: Desk, trouble: Trouble
    ) -> None:
        desk.stage.trouble(trouble)
        error = failed(lambda: desk.open().publish(part(), key="k", reply_to=None))

        found = desk.open().find(part(), since=desk.started_at, reply_to=None, known=NOBODY)

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)
        assert found is not None
        assert desk.open().look_up(found.url) == found
        assert desk.stage.texts() == [TEXT]

    @pytest.mark.parametrize("trouble", NOT_STORED)
    def test_a_post_that_never_arrived_is_not_found(self, desk: Desk, trouble: Trouble) -> None:
        desk.stage.trouble(trouble)
        error = failed(lambda: desk.open().publish(part(), key="k", reply_to=None))

        found = desk.open().find(part(), since=desk.started_at, reply_to=None, known=NOBODY)

        assert (type(error), found) == (OutcomeUnknown, None)
        assert desk.stage.texts() == []

    def test_the_same_key_twice_is_one_post_where_the_network_keeps_keys(self, desk: Desk) -> None:
        if desk.open().spec.idempotency is Idempotency.NONE:
            pytest.skip("declared in the header")
        receipts = [desk.open().publish(part(), key="k", reply_to=None) for _ in range(2)]

        assert receipts[0] == receipts[1]
        assert len(desk.stage.texts()) == 1

    def test_nothing_is_sent_twice_even_where_keys_are_ignored(self, desk: Desk) -> None:
        desk.stage.ignore_keys()
        for trouble in STORED:
            desk.stage.trouble(trouble)
            failed(lambda: desk.open().publish(part(), key="k", reply_to=None))

        assert len(desk.stage.texts()) == len(STORED)

    def test_an_equal_post_of_another_row_is_not_taken_for_this_one(self, desk: Desk) -> None:
        other = desk.open().publish(part(), key="other", reply_to=None)

        found = desk.open().find(
            part(), since=desk.started_at, reply_to=None, known={other.network_id}
        )

        assert found is None

    def test_an_equal_post_of_an_earlier_day_is_not_taken_for_this_one(self, desk: Desk) -> None:
        desk.open().publish(part(), key="earlier", reply_to=None)

        tomorrow = desk.started_at + timedelta(days=1)

        assert desk.open().find(part(), since=tomorrow, reply_to=None, known=NOBODY) is None

    def test_a_reply_is_not_taken_for_the_post_it_repeats(self, desk: Desk) -> None:
        first = desk.open().publish(part(), key="k/0", reply_to=None)
        desk.open().publish(part(), key="k/1", reply_to=first)

        found = desk.open().find(part(), since=desk.started_at, reply_to=None, known=NOBODY)

        assert found == first

    def test_an_edited_post_is_left_to_a_person(self, desk: Desk) -> None:
        desk.open().publish(part(TEXT.replace("aren", "aran")), key="k", reply_to=None)

        error = failed(
            lambda: desk.open().find(part(), since=desk.started_at, reply_to=None, known=NOBODY)
        )

        assert type(error) is OutcomeUnknown


class Afterwards:
    """Numbers, deletion, and looking a post up."""

    def test_a_new_post_has_numbers_and_what_is_not_told_is_empty(self, desk: Desk) -> None:
        network = desk.open()
        receipt = network.publish(part(), key="k", reply_to=None)

        numbers = network.fetch_snapshot(receipt)

        assert numbers.likes == 0
        assert numbers.impressions is None

    def test_a_deleted_post_is_gone_and_deleting_it_again_is_no_error(self, desk: Desk) -> None:
        network = desk.open()
        receipt = network.publish(part(), key="k", reply_to=None)

        network.delete(receipt)
        network.delete(receipt)

        assert type(failed(lambda: network.fetch_snapshot(receipt))) is Gone
        assert network.look_up(receipt.url) is None
        assert desk.stage.texts() == []

    @pytest.mark.parametrize(
        "address",
        ["", "https://elsewhere.example/@kopi/1", "http://[", "/1", "{server}", "{server}/1"],
    )
    def test_an_address_of_no_post_of_ours_is_none(self, desk: Desk, address: str) -> None:
        server = desk.stage.address.rpartition("/")[0]

        assert desk.open().look_up(address.replace("{server}", server)) is None

    def test_a_good_credential_is_named_and_lacks_nothing(self, desk: Desk) -> None:
        check = desk.open().check()

        assert "kopi_senja" in check.account
        assert check.missing_rights == ()

    def test_a_refused_credential_names_the_variable_to_renew(self, desk: Desk) -> None:
        desk.stage.trouble(Trouble.UNAUTHORIZED)

        error = failed(desk.open().check)

        assert type(error) is Unauthorized
        assert next(iter(desk.stage.secrets)) in str(error)


CALLS: dict[Capability, Callable[[Network, Receipt], object]] = {
    Capability.PUBLISH: lambda network, _: network.publish(part(), key="k", reply_to=None),
    Capability.THREAD: lambda network, receipt: network.publish(part(), key="k", reply_to=receipt),
    Capability.FIND_OWN_POSTS: lambda network, receipt: network.find(
        part(), since=receipt.published_at, reply_to=None, known=NOBODY
    ),
    Capability.SNAPSHOT: lambda network, receipt: network.fetch_snapshot(receipt),
    Capability.DELETE: lambda network, receipt: network.delete(receipt),
}


class Capabilities:
    """What the header says and what the class does are the same."""

    @pytest.mark.parametrize("capability", CALLS)
    def test_what_it_can_it_does_and_what_it_cannot_it_refuses(
        self, desk: Desk, capability: Capability
    ) -> None:
        network = desk.open()
        post = network.publish(part("Halo"), key="first", reply_to=None)

        if capability in network.spec.can:
            CALLS[capability](network, post)
        else:
            with pytest.raises(Unsupported):
                CALLS[capability](network, post)


class Messages:
    """Every error is a sentence someone can act on, and gives nothing away."""

    @pytest.mark.parametrize("trouble", Trouble)
    def test_it_says_what_where_and_what_to_do_and_no_secret(
        self, desk: Desk, trouble: Trouble
    ) -> None:
        network = desk.open()
        network.check()
        desk.stage.trouble(trouble)

        error: LembarError = failed(lambda: network.publish(part(), key="k", reply_to=None))

        shown = f"{error!s} {error!r} {network!r} {vars(network)!r}"
        assert "brand" in str(error.what)
        assert str(error.fix)
        assert not any(secret in shown for secret in desk.stage.secrets.values())


def opened(name: str, stage: Stage) -> Iterator[Desk]:
    """Yield a desk, and close it and its server."""
    desk = Desk(name, stage)
    yield desk
    desk.close()
    stage.stop()
