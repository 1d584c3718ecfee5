"""Files on Slack: brought by the bot before anybody sees them, pictures with words of their own."""

from dataclasses import replace

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.content.media import MediaKind
from automation.domain.publishing.attempt import Attempt
from automation.domain.publishing.network import Network
from automation.errors import NetworkError, NotReady, OutcomeUnknown, Unauthorized
from automation.networks.slack.header import BOT, WEBHOOK
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.desk import ALBUM, failed
from tests.wire.slack import SlackFake, SlackStage
from tests.wire.slack_files import no

PHOTO = Attachment(file=ALBUM.put(b"satu", "satu.jpg", mime="image/jpeg"), alt_text="Es kopi")
BARE = Attachment(file=ALBUM.put(b"gambar dua", "foto/dua.png"))


class Kept(dict[str, str]):
    """What one part's attempts have kept."""

    def attempt(self) -> Attempt:
        return attempt("k", kept=dict(self), keep=self.__setitem__)


FILM = Attachment(file=ALBUM.put(b"film" * 9, "seduh.mp4", mime="video/mp4"))
GALLERY = Part(text="Dua < tiga", length=10, attachments=(PHOTO, BARE))
MOVIE = Part(text="Cara <menyeduh>", length=15, attachments=(FILM,))


def test_pictures_are_blocks_below_the_text_each_with_words(api: SlackFake, bot: Network) -> None:
    bot.publish(GALLERY, attempt())

    section, *pictures = api.messages[0]["blocks"]
    bodies = [api.files[one["slack_file"]["id"]]["body"] for one in pictures]
    assert section["text"]["text"] == "Dua &lt; tiga"
    assert [one["alt_text"] for one in pictures] == ["Es kopi", "dua.png"]
    assert bodies == [b"satu", b"gambar dua"]
    assert all(not one["shares"] for one in api.files.values())


def test_pictures_in_work_are_waited_for_and_not_brought_again(
    api: SlackFake, bot: Network
) -> None:
    api.work, kept = 10**3, Kept()

    assert type(failed(lambda: bot.publish(GALLERY, kept.attempt()))) is NotReady
    for file in api.files.values():
        file["left"] = 0
    bot.publish(GALLERY, kept.attempt())

    assert (len(api.files), len(api.messages)) == (2, 1)


def test_a_picture_that_somebody_deleted_is_brought_again(api: SlackFake, bot: Network) -> None:
    kept = Kept({"media 1": "F0GONE0001", "media 2": "F0GONE0002"})

    bot.publish(GALLERY, kept.attempt())

    assert set(kept.values()) == set(api.files)


def test_a_text_is_changed_and_its_pictures_stay(api: SlackFake, bot: Network) -> None:
    receipt = bot.publish(GALLERY, attempt())
    before = api.messages[0]["blocks"][1:]

    bot.edit(receipt, replace(GALLERY, text="Tiga"))

    assert api.messages[0]["blocks"][1:] == before
    assert api.messages[0]["text"] == "Tiga"


def test_a_film_is_shared_below_the_text_and_known_by_its_number(
    api: SlackFake, bot: Network
) -> None:
    kept = Kept()

    receipt = bot.publish(MOVIE, kept.attempt())

    (message,) = api.messages
    (file,) = api.files.values()
    assert (message["text"], message["files"]) == ("Cara &lt;menyeduh&gt;", [{"id": file["id"]}])
    assert (receipt.network_id, file["body"]) == (message["ts"], b"film" * 9)
    assert bot.find(MOVIE, kept.attempt(), set()) == receipt


def test_a_film_answers_in_its_thread(api: SlackFake, bot: Network) -> None:
    above = bot.publish(Part(text="1/2"), attempt("k/0"))

    bot.publish(replace(MOVIE, text=""), attempt("k/1", reply_to=above))

    assert (api.messages[1]["thread_ts"], api.messages[1]["text"]) == (above.network_id, "")


@pytest.mark.parametrize("trouble", [Trouble.LOST, Trouble.ERROR_AFTER])
def test_a_film_whose_answer_was_lost_is_found_and_not_shared_again(
    place: SlackStage, api: SlackFake, bot: Network, trouble: Trouble
) -> None:
    kept = Kept()
    place.trouble(trouble)
    assert type(failed(lambda: bot.publish(MOVIE, kept.attempt()))) is OutcomeUnknown

    looks = [bot.find(MOVIE, kept.attempt(), set()) for _ in range(3)]
    again = bot.publish(MOVIE, kept.attempt())

    assert looks == [None, again, again]
    assert len(api.messages) == len(api.files) == 1


def test_a_film_that_slack_does_not_show_yet_may_be_there(api: SlackFake, bot: Network) -> None:
    api.work = 10**3

    assert type(failed(lambda: bot.publish(MOVIE, attempt()))) is OutcomeUnknown


def test_a_film_that_never_left_is_looked_for_in_vain(bot: Network) -> None:
    assert bot.find(MOVIE, attempt(), set()) is None


@pytest.mark.parametrize(
    ("told", "kind", "said"),
    [
        (no("file_uploads_disabled"), Unauthorized, "takes no such files"),
        (no("missing_scope", needed="files:write"), Unauthorized, "files:write"),
    ],
)
def test_a_refusal_of_files_is_said_in_words(
    api: SlackFake, bot: Network, told: object, kind: type[NetworkError], said: str
) -> None:
    api.refuse_next = told  # type: ignore[assignment]

    error = failed(lambda: bot.publish(MOVIE, attempt()))

    assert (type(error), api.messages) == (kind, [])
    assert said in str(error)


def test_only_a_webhook_needs_its_pictures_at_an_address() -> None:
    assert not BOT.media.by_address
    assert MediaKind.PICTURE in WEBHOOK.media.by_address
