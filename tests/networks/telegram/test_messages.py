"""What people write in the discussion group is told once it is due, and lost by nobody."""

from datetime import UTC, datetime, timedelta

from automation.domain.publishing.network import Network
from tests.attempts import attempt
from tests.wire.telegram import BOT, CHANNEL, GROUP, TelegramFake

NOW = datetime.now(UTC)  # noqa: TID251 - the fake server's own clock
LONG_AGO, AN_HOUR_AGO = NOW - timedelta(days=7), NOW - timedelta(hours=1)


class TestMessages:
    """Updates are confirmed only when an earlier run was told them."""

    def test_reading_confirms_nothing_while_a_page_holds_all(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        api.hear("Masih buka?")

        first, second = kopi.fetch_messages(LONG_AGO), kopi.fetch_messages(LONG_AGO)

        assert [one.text for one in first] == ["Masih buka?"]
        assert first == second
        assert len(api.updates) == 1

    def test_a_run_that_dies_before_it_stored_anything_loses_nothing(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        for number in range(150):
            api.hear(f"Pesan {number}")

        kopi.fetch_messages(LONG_AGO)
        again = kopi.fetch_messages(LONG_AGO)

        assert [one.text for one in again] == [f"Pesan {number}" for number in range(100)]
        assert len(api.updates) == 150

    def test_what_stood_behind_a_full_page_is_told_by_the_next_run_though_it_is_older(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        api.age_s = 2 * 3600
        for number in range(150):
            api.hear(f"Pesan {number}")
        first = kopi.fetch_messages(LONG_AGO)

        second = kopi.fetch_messages(AN_HOUR_AGO)

        texts = [one.text for one in (*first, *second)]
        assert texts == [f"Pesan {number}" for number in range(150)]

    def test_another_channels_updates_are_never_confirmed(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        api.age_s = 2 * 3600
        api.hear("Untuk kanal lain", chat={"id": -1005555555555, "type": "supergroup"})
        for number in range(120):
            api.hear(f"Pesan {number}")

        assert kopi.fetch_messages(AN_HOUR_AGO) == []
        assert len(api.updates) == 121

    def test_our_own_words_bots_and_other_groups_are_left_out(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        api.hear("Kata bot", **{"from": {"id": BOT, "is_bot": True}})
        api.hear("Kata kanal", sender_chat={"id": CHANNEL})
        api.hear("Kata admin", sender_chat={"id": GROUP})
        api.hear("Kata orang lain", chat={"id": -1005555555555, "type": "supergroup"})
        api.hear("Kata orang")

        assert [one.text for one in kopi.fetch_messages(LONG_AGO)] == ["Kata orang"]

    def test_a_channel_without_a_discussion_group_has_no_messages(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        del api.channel["linked_chat_id"]
        api.hear("Halo")

        assert kopi.fetch_messages(LONG_AGO) == []
        assert not any(one.path.endswith("getUpdates") for one in api.asked)

    def test_a_comment_says_which_post_it_is_about_and_is_answered_below(
        self, api: TelegramFake, kopi: Network
    ) -> None:
        copy = {"message_id": 90, "forward_origin": {"type": "channel", "message_id": 17}}
        api.hear("Berapa harganya?", reply_to_message=copy)
        (message,) = kopi.fetch_messages(LONG_AGO)

        kopi.reply(message, "Dua puluh ribu", attempt("r"))

        assert (message.answers, message.author) == ("17", "Rina @rina_ngopi")
        said = api.said[-1]
        assert (said.chat, f"{GROUP}/{said.reply_to}") == (GROUP, message.network_id)
