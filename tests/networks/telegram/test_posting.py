"""What a post becomes on Telegram, and what becomes of it afterwards."""

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.network import Network
from automation.errors import (
    NetworkError,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
)
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.desk import ALBUM, failed
from tests.wire.stage import TEXT
from tests.wire.telegram import TWO_DAYS_S, Refused, TelegramFake

PHOTO = Attachment(file=ALBUM.put(b"one picture", "satu.jpg", mime="image/jpeg"))
OTHER = Attachment(file=ALBUM.put(b"another picture", "dua.png"))
FILM = Attachment(file=ALBUM.put(b"a film", "seduh.mp4", mime="video/mp4"))


class TestPosting:
    """Text, pictures and films arrive as one post."""

    @pytest.mark.parametrize(("file", "kind"), [(PHOTO, "photo"), (FILM, "video")])
    def test_one_file_goes_with_its_caption(
        self, api: TelegramFake, kopi: Network, file: Attachment, kind: str
    ) -> None:
        kopi.publish(Part(text=TEXT, length=90, attachments=(file,)), attempt())

        (said,) = api.said
        assert (said.text, said.kinds) == (TEXT, [kind])
        assert said.bodies == [ALBUM.read(file.file)]

    def test_several_files_are_one_album_in_order(self, api: TelegramFake, kopi: Network) -> None:
        part = Part(text="Seri baru 👩🏽‍🍳", length=12, attachments=(OTHER, FILM, PHOTO))

        receipt = kopi.publish(part, attempt())

        (said,) = api.said
        assert (said.text, said.kinds) == ("Seri baru 👩🏽‍🍳", ["photo", "video", "photo"])
        assert said.bodies == [b"another picture", b"a film", b"one picture"]
        assert len(receipt.network_id.split(",")) == 3
        assert receipt.url.endswith(f"/kopi_senja/{said.number}")

    def test_markup_is_text_like_any_other(self, api: TelegramFake, kopi: Network) -> None:
        kopi.publish(Part(text="<b>5 > 3</b> *dan* _ini_", length=24), attempt())

        assert api.said[0].text == "<b>5 > 3</b> *dan* _ini_"
        assert "parse_mode" not in api.asked[-1].form

    def test_the_next_part_of_a_thread_answers_the_first_file_of_an_album(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        album = kopi.publish(Part(text="Satu", length=4, attachments=(PHOTO, OTHER)), attempt())

        kopi.publish(Part(text="Dua", length=3), attempt("k/1", reply_to=album))

        assert api.said[1].reply_to == api.said[0].number

    def test_a_part_whose_thread_was_deleted_does_not_stand_alone(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        first = kopi.publish(Part(text="Satu", length=4), attempt())
        api.said.clear()

        error = failed(
            lambda: kopi.publish(Part(text="Dua", length=3), attempt("k/1", reply_to=first))
        )

        assert (type(error), error.call.sent, api.said) == (Rejected, Sent.NO, [])

    def test_a_long_text_below_pictures_is_refused_before_it_is_sent(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        part = Part(text="☕" * 1025, length=1025, attachments=(PHOTO,))

        error = failed(lambda: kopi.publish(part, attempt()))

        assert (type(error), error.call.status, api.said) == (Rejected, None, [])

    def test_an_answer_without_a_message_is_an_unknown(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        api.nothing_told = True

        error = failed(lambda: kopi.publish(Part(text="Halo", length=4), attempt()))

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)


class TestAfterwards:
    """Deleting, editing and looking up."""

    def test_of_an_album_every_file_is_deleted(self, api: TelegramFake, kopi: Network) -> None:
        receipt = kopi.publish(Part(text="A", length=1, attachments=(PHOTO, OTHER)), attempt())

        kopi.delete(receipt)
        kopi.delete(receipt)

        assert api.said == []

    def test_after_two_days_a_person_is_told_that_a_bot_may_not_delete(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        receipt = kopi.publish(Part(text="Lama", length=4), attempt())
        api.said[0].date -= TWO_DAYS_S + 60

        error = failed(lambda: kopi.delete(receipt))

        assert type(error) is Rejected
        assert "48 hours" in str(error)
        assert len(api.said) == 1

    def test_a_caption_is_edited_where_it_stands(self, api: TelegramFake, kopi: Network) -> None:
        receipt = kopi.publish(Part(text="Lama", length=4, attachments=(PHOTO,)), attempt())

        kopi.edit(receipt, Part(text="Baru", length=4, attachments=(PHOTO,)))

        assert api.said[0].text == "Baru"

    def test_an_edit_to_the_same_text_is_no_error(self, kopi: Network) -> None:
        part = Part(text="Sama", length=4)

        receipt = kopi.publish(part, attempt())

        assert kopi.edit(receipt, part) == receipt

    def test_a_pasted_address_of_this_channel_is_taken_at_the_persons_word(
        self, kopi: Network
    ) -> None:
        receipt = kopi.publish(Part(text="Halo", length=4), attempt())

        found = kopi.look_up(f" {receipt.url}?single ")

        assert found is not None
        assert (found.network_id, found.url) == (receipt.network_id, receipt.url)
        assert kopi.look_up(receipt.url.replace("kopi_senja", "kopi_lain")) is None


class TestRefusals:
    """Every refusal says what to do."""

    @pytest.mark.parametrize(
        ("refused", "kind", "said"),
        [
            (Refused(403, "bot was kicked from the channel chat"), Unauthorized, "put out of"),
            (Refused(403, "bot is not a member of the channel chat"), Unauthorized, "not in the"),
            (Refused(400, "chat not found"), Unauthorized, "corrects the address"),
            (Refused(400, "need administrator rights in the channel chat"), Unauthorized, "administrator"),
            (Refused(400, "not enough rights to send photos to the chat"), Unauthorized, "administrator"),
            (Refused(400, "message caption is too long"), Rejected, "1024"),
            (Refused(400, "PHOTO_INVALID_DIMENSIONS"), Rejected, "PHOTO_INVALID_DIMENSIONS"),
            (
                Refused(400, "group chat was upgraded to a supergroup chat", migrate_to_chat_id=-1002468013579),
                Unauthorized,
                "https://t.me/c/2468013579",
            ),
        ],
        ids=lambda value: str(value) if isinstance(value, Refused) else "",
    )  # fmt: skip
    def test_it_is_told_and_nothing_was_stored(
        self,
        api: TelegramFake,
        kopi: Network,
        refused: Refused,
        kind: type[NetworkError],
        said: str,
    ) -> None:
        api.refuse_next = refused

        error = failed(lambda: kopi.publish(Part(text="Halo", length=4), attempt()))

        assert (type(error), error.call.sent, api.said) == (kind, Sent.NO, [])
        assert said in str(error)

    def test_a_wait_told_in_the_body_is_not_asked_again_at_once(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        api.troubles.append(Trouble.LIMITED)

        error = failed(lambda: kopi.publish(Part(text="Halo", length=4), attempt()))

        assert type(error) is RateLimited
        assert len([one for one in api.asked if api.publishes(one)]) == 1

    def test_a_bot_that_may_not_post_is_found_by_check(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        api.rights = {"status": "administrator", "can_post_messages": False}

        check = kopi.check()

        assert (check.missing_rights, check.followers) == (("can_post_messages",), 1234)

    def test_the_token_is_in_no_message_and_no_log(
        self, api: TelegramFake, kopi: Network, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG")
        api.refuse_next = Refused(400, "wrong token 110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw")

        error = failed(lambda: kopi.publish(Part(text="Halo", length=4), attempt()))

        assert "AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw" not in f"{error}{caplog.text}"
        assert "{credential}" in caplog.text or "%7B" in caplog.text
