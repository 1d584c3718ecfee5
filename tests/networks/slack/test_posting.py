"""What a post becomes on Slack, and what its refusals say."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.network import Network
from automation.errors import (
    ConfigError,
    NetworkError,
    OutcomeUnknown,
    Rejected,
    Sent,
    Unauthorized,
)
from tests.attempts import attempt
from tests.networks.desk import ALBUM, failed, opened
from tests.wire.fake import Told
from tests.wire.slack import HOOK, HookStage, SlackFake
from tests.wire.slack_files import no

PHOTO = Attachment(
    file=ALBUM.put(b"one picture", "satu.jpg", mime="image/jpeg"), alt_text="Es kopi"
)
BARE = Attachment(file=ALBUM.put(b"another picture", "foto/dua.png"))
PART = Part(text="5 < 7 & <!channel> lihat https://kopi.example/?a=1&b=2", length=60)


@pytest.fixture
def hooked() -> Iterator[HookStage]:
    made = HookStage()
    yield made
    made.stop()


class TestBot:
    """A bot's message is found again by its key, and calls nobody."""

    def test_signs_that_slack_reads_are_escaped_and_read_back(
        self, api: SlackFake, bot: Network
    ) -> None:
        begun = attempt("k")
        receipt = bot.publish(PART, begun)

        assert api.messages[0]["sent"].startswith("5 &lt; 7 &amp; &lt;!channel&gt;")
        assert bot.find(PART, begun, set()) == receipt

    def test_our_post_is_found_pages_back_and_in_its_thread(
        self, api: SlackFake, bot: Network
    ) -> None:
        begun = attempt("k/0")
        first = bot.publish(Part(text="1/2"), begun)
        answering = attempt("k/1", reply_to=first)
        second = bot.publish(Part(text="2/2"), answering)
        for number in range(12):
            api.hear(f"Pesan {number}")
            api.hear(f"Jawaban {number}", thread=first.network_id)

        assert bot.find(Part(text="1/2"), begun, set()) == first
        assert bot.find(Part(text="2/2"), answering, set()) == second

    def test_the_same_words_without_our_key_are_left_to_a_person(
        self, api: SlackFake, bot: Network
    ) -> None:
        begun = attempt("k")
        bot.publish(PART, begun)
        del api.messages[0]["metadata"]

        assert type(failed(lambda: bot.find(PART, begun, set()))) is OutcomeUnknown

    def test_the_same_words_with_another_posts_key_are_another_post(self, bot: Network) -> None:
        begun = attempt("k")
        bot.publish(PART, attempt("other"))

        assert bot.find(PART, begun, set()) is None

    def test_reactions_and_answers_are_counted(self, api: SlackFake, bot: Network) -> None:
        receipt = bot.publish(PART, attempt())
        api.messages[0]["reactions"] = [{"name": "coffee", "count": 2}, {"name": "+1", "count": 1}]
        api.hear("Mantap", thread=receipt.network_id)

        numbers = bot.fetch_snapshot(receipt)

        assert (numbers.likes, numbers.replies) == (3, 1)

    def test_an_answer_to_an_old_post_is_told_and_answered_in_its_thread(
        self, api: SlackFake, bot: Network
    ) -> None:
        receipt = bot.publish(PART, attempt())
        api.hear("<@U1> tanya &amp; jawab", thread=receipt.network_id)
        since = receipt.published_at + timedelta(microseconds=1)
        (message,) = bot.fetch_messages(since)

        bot.reply(message, "Buka jam 8", attempt("r"))

        assert (message.text, message.answers) == ("@U1 tanya & jawab", receipt.network_id)
        assert api.messages[-1]["thread_ts"] == receipt.network_id

    @pytest.mark.parametrize(
        ("told", "kind", "sent", "said"),
        [
            (no("token_revoked"), Unauthorized, Sent.NO, "SLACK_TOKEN"),
            (no("missing_scope", needed="chat:write"), Unauthorized, Sent.NO, "chat:write"),
            (no("not_in_channel"), Unauthorized, Sent.NO, "/invite"),
            (no("is_archived"), Unauthorized, Sent.NO, "archived"),
            (no("msg_too_long"), Rejected, Sent.NO, "msg_too_long"),
            (no("internal_error"), OutcomeUnknown, Sent.UNKNOWN, "may be there"),
            (Told({"ok": True}), OutcomeUnknown, Sent.UNKNOWN, "may be there"),
        ],
        ids=lambda value: value.body.get("error", "") if isinstance(value, Told) else "",  # type: ignore[attr-defined]
    )
    def test_a_no_with_a_200_is_a_no(
        self, api: SlackFake, bot: Network, told: Told, kind: type[NetworkError], sent: Sent, said: str
    ) -> None:  # fmt: skip
        api.refuse_next = told

        error = failed(lambda: bot.publish(PART, attempt()))

        assert (type(error), error.call.sent, api.messages) == (kind, sent, [])
        assert said in str(error)

    def test_a_right_the_token_lacks_is_found_by_check(self, api: SlackFake, bot: Network) -> None:
        api.scopes = "chat:write"

        assert bot.check().missing_rights == ("channels:history", "files:write", "files:read")


class TestWebhook:
    """A webhook's “ok” proves that a post is out, and nothing more."""

    def test_an_ok_is_a_receipt_of_our_own_key(self, hooked: HookStage) -> None:
        with opened("slack_webhook", hooked) as network:
            first = network.publish(PART, attempt("k/1"))
            second = network.publish(PART, attempt("k/2"))

        assert first.network_id != second.network_id
        assert first.url == hooked.address

    def test_an_answer_that_is_no_ok_is_an_unknown(self, hooked: HookStage) -> None:
        hooked.api.refuse_next = Told("okay?")

        with opened("slack_webhook", hooked) as network:
            error = failed(lambda: network.publish(PART, attempt()))

        assert (type(error), error.call.sent) == (OutcomeUnknown, Sent.UNKNOWN)

    def test_check_writes_nothing_and_finds_a_webhook_taken_back(self, hooked: HookStage) -> None:
        with opened("slack_webhook", hooked) as network:
            network.check()
            hooked.api.hook_is_there = False
            error = failed(network.check)

        assert type(error) is Unauthorized
        assert hooked.api.messages == []
        assert HOOK not in str(error)

    def test_a_webhook_in_the_channels_tab_is_refused_and_not_shown(
        self, hooked: HookStage
    ) -> None:
        address = f"https://hooks.slack.com/services/{HOOK}"

        with pytest.raises(ConfigError) as caught, opened("slack_webhook", hooked, address):
            pass

        assert HOOK not in str(caught.value)
