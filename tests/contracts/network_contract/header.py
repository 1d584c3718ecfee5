"""What every network promises in its header, and that it keeps to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from automation.domain.community.message import Message, MessageKind
from automation.domain.publishing.access import problems_of_access
from automation.domain.publishing.network import Capability, Grade, Network, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.domain.publishing.sign_in import Access
from automation.domain.team.channel import Channel
from automation.errors import Unsupported
from automation.networks.overrides import overridden
from tests.attempts import attempt
from tests.contracts.network_contract.desk import BRAND, NOBODY, Desk


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
            media.image_max_bytes if media.image_types else None,
            media.image_max_pixels,
            media.video_max_bytes if media.video_types else None,
            media.files_max,
            media.alt_text_max,
        )
        told = [size for size in sizes if size is not None]

        assert min(spec.text.max, spec.rate.requests, spec.rate.per_s, *told) > 0

    def test_it_takes_as_many_pictures_and_films_as_it_has_types_for(
        self, spec: NetworkSpec
    ) -> None:
        media = spec.media

        takes_some = bool(media.image_types | media.video_types)

        assert (media.images_max == 0) == (not media.image_types)
        assert takes_some == (Capability.MEDIA in spec.can)

    def test_it_names_its_secrets_and_how_it_was_checked(self, spec: NetworkSpec) -> None:
        assert spec.secrets or spec.is_file, "only a file needs no credential"
        assert spec.verified_against
        assert spec.settle_after > timedelta(0)

    def test_what_nobody_confirmed_is_among_what_it_can_and_may_be_switched_off(
        self, spec: NetworkSpec
    ) -> None:
        assert spec.unsure <= spec.can

        off = {f"can.{one}": False for one in spec.unsure}

        assert overridden(spec, {spec.name: off}).can == spec.can - spec.unsure

    @pytest.mark.parametrize(("days", "told"), [(-61, False), (-60, True), (0, True), (400, True)])
    def test_the_end_of_its_interface_is_found_by_the_clock_and_not_by_a_failed_post(
        self, spec: NetworkSpec, days: int, told: bool
    ) -> None:
        if spec.api is None or spec.api.retires_on is None:
            pytest.skip("the header knows of no day on which its interface ends")
        now = datetime.combine(spec.api.retires_on + timedelta(days), time(9), UTC)
        channel = Channel(id=BRAND, network=spec.name, address="https://kopi.example")

        found = problems_of_access(channel, Access(api=spec.api), now=now, timezone=ZoneInfo("UTC"))

        assert [spec.api.name in str(one.facts["version"]) for one in found] == [True] * told
        is_sure = spec.api.grade is Grade.OFFICIAL
        assert any(one.kind.blocks for one in found) == (days >= 0 and is_sure)


Call = Callable[[Network, Desk, Receipt], object]

CALLS: dict[Capability, Call] = {
    Capability.PUBLISH: lambda network, desk, _: network.publish(desk.part(), attempt("k")),
    Capability.THREAD: lambda network, desk, receipt: network.publish(
        desk.part(), attempt("k", reply_to=receipt)
    ),
    Capability.FIND_OWN_POSTS: lambda network, desk, receipt: network.find(
        desk.part(), attempt(since=receipt.published_at), NOBODY
    ),
    Capability.SNAPSHOT: lambda network, _, receipt: network.fetch_snapshot(receipt),
    Capability.DELETE: lambda network, _, receipt: network.delete(receipt),
    Capability.EDIT: lambda network, desk, receipt: network.edit(
        receipt, desk.part("Halo", length=4)
    ),
    Capability.MESSAGES: lambda network, _, receipt: network.fetch_messages(receipt.published_at),
    Capability.REPLY: lambda network, _, receipt: network.reply(
        message_to(receipt), "Terima kasih", attempt("r")
    ),
    Capability.HIDE: lambda network, _, receipt: network.hide(message_to(receipt)),
}


def message_to(receipt: Receipt) -> Message:
    """Return a comment on our post that stands nowhere: only what refuses everything takes it."""
    return Message(
        network_id=receipt.network_id, kind=MessageKind.COMMENT, author="pelanggan",
        text="Halo", at=receipt.published_at, answers=receipt.network_id,
    )  # fmt: skip


class Capabilities:
    """What the header says and what the class does are the same."""

    @pytest.mark.parametrize("capability", CALLS)
    def test_what_it_can_it_does_and_what_it_cannot_it_refuses(
        self, desk: Desk, capability: Capability
    ) -> None:
        network = desk.open()
        post = network.publish(desk.part("Halo"), attempt("first"))

        if capability in (Capability.REPLY, Capability.HIDE) and capability in network.spec.can:
            pytest.skip("done with a real comment in Community")
        if capability in network.spec.can:
            CALLS[capability](network, desk, post)
        elif capability is Capability.THREAD and Capability.FIRST_COMMENT in network.spec.can:
            pytest.skip("the header declares first comments: a part may answer a post")
        else:
            with pytest.raises(Unsupported):
                CALLS[capability](network, desk, post)
