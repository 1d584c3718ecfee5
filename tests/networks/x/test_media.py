"""Files reach X before the post, once each, and a film is waited for by as many runs as it takes."""

from collections.abc import Callable

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaFile
from automation.domain.publishing.network import Network
from automation.errors import NotReady, Rejected, Sent
from tests.attempts import attempt
from tests.wire.x import XStage


def part(*files: MediaFile, alt: str = "") -> Part:
    attachments = tuple(Attachment(file=file, alt_text=alt) for file in files)
    return Part(text="Kopi susu", length=9, attachments=attachments)


def film(x: XStage, size: int = 2_500_000) -> MediaFile:
    return x.media.put(b"f" * size, "kopi.mp4", mime="video/mp4")


def test_pictures_go_in_one_request_each_with_their_alt_text(kopi: Network, x: XStage) -> None:
    first, second = x.media.put(b"a" * 40), x.media.put(b"b" * 50)

    kopi.publish(part(first, second, alt="Secangkir kopi 🌴"), attempt())

    (post,) = x.server.posts.values()
    assert [x.server.media[one].total for one in post.media] == [40, 50]
    assert [x.server.media[one].alt_text for one in post.media] == ["Secangkir kopi 🌴"] * 2


def test_a_film_goes_in_pieces_and_is_waited_for(kopi: Network, x: XStage) -> None:
    x.server.checks = 3

    kopi.publish(part(film(x), alt="Kopi"), attempt())

    (post,) = x.server.posts.values()
    media = x.server.media[post.media[0]]
    assert b"".join(media.pieces.values()) == b"f" * 2_500_000
    assert (len(media.pieces), media.kind, media.alt_text) == (3, "tweet_video", "")


def test_a_picture_that_moves_goes_as_one(kopi: Network, x: XStage) -> None:
    moving = x.media.put(b"g" * 900, "kopi.gif", mime="image/gif", frame_count=12)

    kopi.publish(part(moving, alt="Uap kopi"), attempt())

    (media,) = x.server.media.values()
    assert (media.kind, media.alt_text) == ("tweet_gif", "Uap kopi")


def test_a_film_that_takes_long_is_left_to_the_next_run_which_does_not_send_it_again(
    open_kopi: Callable[[], Network], x: XStage
) -> None:
    x.server.checks = 40
    kept: dict[str, str] = {}
    waited = part(film(x))

    with pytest.raises(NotReady):
        open_kopi().publish(waited, attempt(kept=kept, keep=kept.__setitem__))
    assert x.texts() == []
    open_kopi().publish(waited, attempt(kept=kept, keep=kept.__setitem__))

    assert x.texts() == ["Kopi susu"]
    assert len(x.server.media) == 1


def test_a_film_taken_and_later_rejected_is_said_to_the_owner(kopi: Network, x: XStage) -> None:
    x.server.fails_media = "Unsupported codec"

    with pytest.raises(Rejected, match="Unsupported codec") as caught:
        kopi.publish(part(film(x)), attempt())

    assert caught.value.call.sent is Sent.NO
    assert x.texts() == []


@pytest.mark.parametrize("handle", ["77 0", "77 99999999999", "", "rubbish"])
def test_a_film_x_no_longer_knows_is_brought_again(kopi: Network, x: XStage, handle: str) -> None:
    kopi.publish(part(film(x)), attempt(kept={"media 1": handle}))

    assert x.texts() == ["Kopi susu"]


def test_an_upload_cut_at_half_is_begun_anew_and_nothing_was_seen(
    open_kopi: Callable[[], Network], x: XStage
) -> None:
    kept: dict[str, str] = {}
    whole = film(x)
    x.server.dies_at_piece = 1

    with pytest.raises(Exception, match="brand"):
        open_kopi().publish(part(whole), attempt(kept=kept, keep=kept.__setitem__))
    assert x.texts() == []
    x.server.dies_at_piece = None
    open_kopi().publish(part(whole), attempt(kept=kept, keep=kept.__setitem__))

    assert x.texts() == ["Kopi susu"]
