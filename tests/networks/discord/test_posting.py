"""What a post becomes on Discord, and what its refusals say."""

import json

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.network import Network
from automation.errors import (
    ConfigError,
    Gone,
    NetworkError,
    RateLimited,
    Rejected,
    Sent,
    Unauthorized,
)
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.desk import ALBUM, failed, opened
from tests.wire.discord import HOOK, SECRET, DiscordFake, DiscordStage
from tests.wire.discord_webhook import WebhookStage
from tests.wire.fake import Told

PHOTO = Attachment(
    file=ALBUM.put(b"one picture", "satu.jpg", mime="image/jpeg"), alt_text="Es kopi"
)
FILM = Attachment(file=ALBUM.put(b"a film", "seduh.mp4", mime="video/mp4"))
PART = Part(text="Halo @everyone ☕", length=16)


class TestPosting:
    """Text and files arrive, and nobody is rung up."""

    def test_files_arrive_in_order_with_their_alt_texts(
        self, api: DiscordFake, bot: Network
    ) -> None:
        receipt = bot.publish(Part(text="Dua", length=3, attachments=(PHOTO, FILM)), attempt())

        (message,) = api.messages
        assert [one.get("description") for one in message["attachments"]] == ["Es kopi", None]
        assert api.bodies[receipt.network_id] == [b"one picture", b"a film"]

    def test_mentions_in_the_text_notify_nobody(self, api: DiscordFake, bot: Network) -> None:
        receipt = bot.publish(PART, attempt())
        bot.edit(receipt, PART)

        sent = [
            one.json["allowed_mentions"] for one in api.asked if one.method in {"POST", "PATCH"}
        ]
        assert sent == [{"parse": []}, {"parse": []}]

    def test_signs_of_markup_are_shown_as_they_stand(
        self, place: DiscordStage, bot: Network
    ) -> None:
        text = "# Menu\n**Kopi** _susu_ ||rahasia|| <@1> https://kopi.example/a_b_c*"

        begun = attempt("k")
        receipt = bot.publish(Part(text=text, length=70), begun)

        assert place.texts() == [text]
        assert bot.find(Part(text=text, length=70), begun, set()) == receipt

    def test_a_text_that_only_its_escapes_make_too_long_is_refused_before_it_is_sent(
        self, api: DiscordFake, bot: Network
    ) -> None:
        error = failed(lambda: bot.publish(Part(text="*" * 1001, length=1001), attempt()))

        assert (type(error), error.call.status, api.messages) == (Rejected, None, [])
        assert "2002" in str(error)

    def test_the_nonce_fits_and_is_the_same_for_the_same_part(
        self, api: DiscordFake, bot: Network
    ) -> None:
        first = bot.publish(PART, attempt("p/7"))

        assert bot.publish(PART, attempt("p/7")) == first
        assert len(api.messages) == 1

    def test_an_answer_to_a_deleted_post_does_not_stand_alone(
        self, api: DiscordFake, bot: Network
    ) -> None:
        first = bot.publish(PART, attempt("k/0"))
        bot.delete(first)

        error = failed(lambda: bot.publish(Part(text="2/2"), attempt("k/1", reply_to=first)))

        assert (type(error), error.call.sent, api.messages) == (Rejected, Sent.NO, [])

    def test_2001_signs_are_refused_before_they_are_sent(
        self, api: DiscordFake, bot: Network
    ) -> None:
        part = Part(text="👩🏽‍🍳" * 286, length=2002)

        error = failed(lambda: bot.publish(part, attempt()))

        assert (type(error), error.call.status, api.messages) == (Rejected, None, [])

    def test_reactions_of_all_kinds_are_likes(self, api: DiscordFake, bot: Network) -> None:
        receipt = bot.publish(PART, attempt())
        api.messages[0]["reactions"] = [{"count": 3, "emoji": {"name": "☕"}}, {"count": 2}]

        assert bot.fetch_snapshot(receipt).likes == 5

    def test_our_post_is_found_behind_a_page_of_others(
        self, api: DiscordFake, bot: Network
    ) -> None:
        begun = attempt("k")
        receipt = bot.publish(PART, begun)
        for number in range(150):
            api.hear(f"Pesan {number}")

        assert bot.find(PART, begun, set()) == receipt

    def test_what_another_bot_posts_is_neither_ours_nor_a_message(
        self, api: DiscordFake, bot: Network
    ) -> None:
        begun = attempt("k")
        api.hear(PART.text, author={"id": "1", "username": "lain", "bot": True})

        assert bot.find(PART, begun, set()) is None
        assert bot.fetch_messages(begun.begun_at) == []


class TestRefusals:
    """Every refusal says what to do."""

    @pytest.mark.parametrize(
        ("status", "code", "kind", "said"),
        [
            (403, 50001, Unauthorized, "Send Messages"),
            (403, 50013, Unauthorized, "Send Messages"),
            (404, 10003, Unauthorized, "corrects the address"),
            (413, 40005, Rejected, "10 MB"),
            (400, 200000, Rejected, "moderation"),
            (400, 50035, Rejected, "Invalid"),
        ],
    )
    def test_it_is_told_and_nothing_was_stored(
        self, api: DiscordFake, bot: Network, status: int, code: int, kind: type[NetworkError], said: str
    ) -> None:  # fmt: skip
        api.refuse_next = Told({"message": "Invalid thing", "code": code}, status)

        error = failed(lambda: bot.publish(PART, attempt()))

        assert (type(error), error.call.sent, api.messages) == (kind, Sent.NO, [])
        assert said in str(error)

    def test_a_limit_told_with_its_wait_is_kept_to(self, api: DiscordFake, bot: Network) -> None:
        api.troubles.append(Trouble.LIMITED)

        error = failed(lambda: bot.publish(PART, attempt()))

        assert type(error) is RateLimited
        assert len([one for one in api.asked if one.method == "POST"]) == 1

    def test_a_channel_given_as_a_webhook_is_refused_and_not_shown(
        self, place: DiscordStage
    ) -> None:
        address = f"https://discord.com/api/webhooks/{HOOK}/{SECRET}"

        with pytest.raises(ConfigError) as caught, opened("discord", place, address):
            pass

        assert SECRET not in str(caught.value)


class TestWebhook:
    """A webhook's address is the secret; it writes into one channel."""

    def test_it_waits_for_the_id_of_its_message(self, hooked: WebhookStage) -> None:
        with opened("discord_webhook", hooked) as network:
            receipt = network.publish(Part(text="Halo", attachments=(PHOTO,)), attempt())

        assert receipt.network_id == hooked.api.messages[0]["id"]
        assert json.loads(hooked.api.asked[-1].form["payload_json"])["content"] == "Halo"

    def test_a_webhook_of_another_channel_publishes_nothing(self, hooked: WebhookStage) -> None:
        hooked.api.hook_channel = "199737254929760299"

        with opened("discord_webhook", hooked) as network:
            error = failed(lambda: network.publish(PART, attempt()))

        assert type(error) is Unauthorized
        assert hooked.api.messages == []

    @pytest.mark.parametrize(
        "secret", ["https://discord.com/", "https://discord.com/api/webhooks/"]
    )
    def test_a_secret_that_is_no_webhook_names_its_variable(
        self, hooked: WebhookStage, secret: str
    ) -> None:
        hooked.secrets = {"DISCORD_WEBHOOK_SECRET_BRAND": secret}

        with (
            pytest.raises(ConfigError, match="DISCORD_WEBHOOK_SECRET_BRAND"),
            opened("discord_webhook", hooked),
        ):
            pass

    def test_a_pasted_address_never_decides_which_server_is_called(
        self, hooked: WebhookStage
    ) -> None:
        hooked.secrets = {
            "DISCORD_WEBHOOK_SECRET_BRAND": f"https://evil.example/api/webhooks/{HOOK}/{SECRET}?x=1"
        }

        with opened("discord_webhook", hooked) as network:
            network.publish(PART, attempt())

        assert len(hooked.api.messages) == 1

    def test_the_secret_end_is_in_no_message_and_no_log(
        self, hooked: WebhookStage, caplog: pytest.LogCaptureFixture
    ) -> None:
        caplog.set_level("DEBUG")
        hooked.api.refuse_next = Told({"message": "Unknown Webhook", "code": 10015}, 404)

        with opened("discord_webhook", hooked) as network:
            error = failed(lambda: network.publish(PART, attempt()))

        assert type(error) is Unauthorized
        assert SECRET not in f"{error}{error!r}{network!r}{caplog.text}"

    def test_a_message_of_somebody_else_is_not_ours(self, hooked: WebhookStage) -> None:
        other = hooked.api.hear("Halo")

        with opened("discord_webhook", hooked) as network:
            assert network.look_up(f"{hooked.address}/{other['id']}") is None


def test_a_deleted_post_has_no_numbers(api: DiscordFake, bot: Network) -> None:
    receipt = bot.publish(PART, attempt())
    api.messages.clear()

    assert type(failed(lambda: bot.fetch_snapshot(receipt))) is Gone
