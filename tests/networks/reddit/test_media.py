"""Pictures, galleries and films on Reddit: brought first, and named by the post that shows them."""

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.errors import OutcomeUnknown, Rejected, Unauthorized
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.reddit.conftest import Open
from tests.wire.fake import Told
from tests.wire.reddit import RedditStage

PNG = b"\x89PNG\r\n\x1a\n"


def part(text: str, *attachments: Attachment) -> Part:
    return Part(headline="Menu baru 🌴", text=text, length=len(text), attachments=attachments)


def picture(reddit: RedditStage, number: int = 0) -> Attachment:
    return Attachment(file=reddit.media.put(b"png" * 9 + bytes([number])), alt_text="Gelas kopi")


def film(reddit: RedditStage) -> Attachment:
    file = reddit.media.put(b"\0\0\0\x18ftypmp42" * 9, "seduh.mp4", mime="video/mp4")
    return Attachment(file=file)


@pytest.mark.parametrize(("looks", "found"), [(3, True), (10**6, False)])
def test_a_picture_is_looked_for_since_reddit_does_not_name_it(
    opens: Open, reddit: RedditStage, looks: int, found: bool
) -> None:
    reddit.server.shown_after = looks

    if found:
        receipt = opens().publish(part("Di *bawah* gambar", picture(reddit)), attempt())
        assert [receipt.network_id] == list(reddit.server.things)
        assert reddit.texts() == ["Di *bawah* gambar"]
    else:
        with pytest.raises(OutcomeUnknown):
            opens().publish(part("", picture(reddit)), attempt())

    assert list(reddit.server.leases.values()) == [b"png" * 9 + b"\0"]


def test_several_pictures_become_a_gallery_in_their_order(opens: Open, reddit: RedditStage) -> None:
    pictures = [picture(reddit, number) for number in range(20)]

    receipt = opens().publish(part("Dua puluh gelas", *pictures), attempt("k"))

    (post,) = reddit.server.things.values()
    assert [reddit.server.leases[one][-1] for one in post.files] == list(range(20))
    assert (post.kind, post.body, receipt.network_id) == ("gallery", "Dua puluh gelas", post.name)


def test_a_gallery_is_found_and_not_taken_for_a_text_with_the_same_words(
    opens: Open, reddit: RedditStage
) -> None:
    gallery = part("Sama", picture(reddit, 1), picture(reddit, 2))
    opens().publish(part("Sama"), attempt("teks"))
    reddit.trouble(Trouble.LOST)
    begun = attempt("k")
    with pytest.raises(OutcomeUnknown):
        opens().publish(gallery, begun)

    found = opens().find(gallery, begun, frozenset())

    assert found is not None
    assert reddit.server.things[found.network_id].kind == "gallery"


def test_a_community_without_galleries_says_so(opens: Open, reddit: RedditStage) -> None:
    reddit.server.about["allow_galleries"] = False

    limits = opens().limits()
    with pytest.raises(Rejected, match="no galleries"):
        opens().publish(part("", picture(reddit, 1), picture(reddit, 2)), attempt())

    assert (limits.media.images_max, limits.media.videos_max) == (1, 1)


@pytest.mark.parametrize("still", [b"\xff\xd8still", None], ids=["its own", "a dark one"])
def test_a_film_is_sent_with_a_picture_to_show_before_it(
    opens: Open, reddit: RedditStage, still: bytes | None
) -> None:
    if still:
        reddit.media.stills["seduh.mp4"] = still
    reddit.server.shown_after = 2

    receipt = opens().publish(part("Cara menyeduh", film(reddit)), attempt())

    post = reddit.server.things[receipt.network_id]
    bodies = [reddit.server.leases[one] for one in post.files]
    assert (post.kind, post.body) == ("video", "Cara menyeduh")
    assert bodies[0] == reddit.media.read(film(reddit).file)
    assert bodies[1] == still or (not still and bodies[1].startswith(PNG))


def test_files_that_were_brought_are_not_brought_again(opens: Open, reddit: RedditStage) -> None:
    kept: dict[str, str] = {}
    reddit.trouble(Trouble.FORBIDDEN)
    with pytest.raises(Unauthorized):
        opens().publish(part("", film(reddit)), attempt(kept=kept, keep=kept.__setitem__))
    reddit.mend()

    opens().publish(part("", film(reddit)), attempt(kept=kept, keep=kept.__setitem__))

    assert len(reddit.server.leases) == 2
    assert set(kept) == {"media 1", "poster", "sent"}


def test_a_file_too_large_for_the_store_is_refused_in_words(
    opens: Open, reddit: RedditStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = "<Error><Code>EntityTooLarge</Code><ProposedSize>9</ProposedSize></Error>"
    monkeypatch.setattr(reddit.server, "_store", lambda _: Told(body, 400))

    with pytest.raises(Rejected, match="no file as large"):
        opens().publish(part("", film(reddit)), attempt())

    assert reddit.server.things == {}
