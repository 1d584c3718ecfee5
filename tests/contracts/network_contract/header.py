"""What every network promises in its header, and that it keeps to it."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest

from automation.domain.community.message import Message, MessageKind
from automation.domain.publishing.network import Capability, Network, NetworkSpec
from automation.domain.publishing.publication import Receipt
from automation.errors import Unsupported
from tests.attempts import attempt
from tests.contracts.network_contract.desk import NOBODY, Desk


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
