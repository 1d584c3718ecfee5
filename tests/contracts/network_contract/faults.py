"""What every network promises when a batch, an upload or a text at its limit goes wrong half-way."""

from dataclasses import replace
from functools import partial

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.lengths import length_of
from automation.domain.content.media import MediaKind
from automation.domain.publishing.limits import TextLimit
from automation.domain.publishing.network import Capability, NetworkSpec
from automation.errors import NetworkError, OutcomeUnknown, Rejected, Sent, Unauthorized
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk, failed, tried
from tests.contracts.trouble import Trouble
from tests.media.photos import noise, packed
from tests.wire.stage import TEXT

SIGNS = "👨\u200d👩\u200d👧🇮🇩e\u0301☕"
"""A family in one emoji, a flag of two letters, a letter with its mark apart, a sign of three bytes."""
MOST_RUNS = 8
PICTURE = packed(noise((300, 300)), quality=95)
FILM = b"\x00\x00\x00\x18ftypisom" + bytes(400_000)


class Faults:
    """Nothing is lost and nothing goes out twice, wherever it breaks."""

    def test_a_credential_that_ends_in_the_middle_of_a_batch_holds_back_only_the_rest(
        self, desk: Desk
    ) -> None:
        network = desk.open()
        network.publish(desk.part(f"{TEXT} 1"), attempt("k1"))
        desk.trouble(Trouble.UNAUTHORIZED)

        for number in (2, 3):
            rest = partial(network.publish, desk.part(f"{TEXT} {number}"), attempt(f"k{number}"))
            error = failed(rest)
            assert (type(error), error.call.sent) == (Unauthorized, Sent.NO)
        desk.stage.mend()
        for number in (2, 3):
            desk.open().publish(desk.part(f"{TEXT} {number}"), attempt(f"k{number}"))

        assert desk.stage.texts() == [f"{TEXT} {number}" for number in (1, 2, 3)]

    def test_a_text_of_emoji_and_combining_marks_goes_out_at_the_limit_and_not_beyond(
        self, desk: Desk
    ) -> None:
        limit = desk.text_limit()
        text = _filled(limit)
        part = desk.part(text, length=length_of(text, limit))
        more = f"{text}e\u0301"
        longer = desk.part(more, length=length_of(more, limit))

        desk.open().publish(part, attempt("k"))
        error = failed(lambda: desk.open().publish(longer, attempt("l")))

        assert (type(error), error.call.sent, error.call.status) == (Rejected, Sent.NO, None)
        assert desk.stage.texts() == [text]

    def test_an_upload_cut_at_half_shows_nothing_and_one_post_in_the_end(self, desk: Desk) -> None:
        part = _with_file(desk, desk.open().limits())
        kept: dict[str, str] = {}
        least = min(one.file.byte_count for one in part.attachments)
        desk.stage.cut_upload(least)

        for _ in range(MOST_RUNS):
            run = attempt("k", since=desk.started_at, kept=dict(kept), keep=kept.__setitem__)
            outcome = tried(partial(desk.open().publish, part, run))
            if not isinstance(outcome, NetworkError):
                break
            assert desk.stage.texts() == []
            if isinstance(outcome, OutcomeUnknown):
                return  # the file went in the very request that publishes: a look, or a person, decides
            assert outcome.call.sent is Sent.NO

        assert desk.stage.texts() == [part.text]


def _filled(limit: TextLimit) -> str:
    """Return a text of emoji and combining marks that is exactly as long as a limit lets it be."""
    sign = length_of(SIGNS, limit)
    also = [most // (2 * len(SIGNS.encode())) for most in limit.also.values()]
    text = SIGNS * max(1, min(limit.max // sign - 1, *also, 5_000))
    return text + "k" * (limit.max - length_of(text, limit))


def _with_file(desk: Desk, spec: NetworkSpec) -> Part:
    """Return the least post with one file that this network is sent, not told the address of."""
    if Capability.MEDIA not in spec.can:
        pytest.skip("the header declares that it takes no media")
    limit = spec.media
    if limit.image_types and MediaKind.PICTURE not in limit.by_address:
        body, name, mime = PICTURE, "kopi.jpg", "image/jpeg"
    elif limit.video_types and MediaKind.VIDEO not in limit.by_address:
        body, name, mime = FILM, "kopi.mp4", "video/mp4"
    else:
        pytest.skip("the header declares that the network fetches media from an address")
    file = desk.stage.media.put(body, name, mime=mime, width=300, height=300)
    return replace(desk.part(), attachments=(Attachment(file=file, alt_text="Es kopi"),))
