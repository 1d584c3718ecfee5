"""A first comment on Telegram: in the discussion group, below the copy of the post there."""

from dataclasses import replace
from datetime import timedelta

import pytest

from automation.domain.content.draft import Part
from automation.domain.publishing.network import Capability, Network
from automation.errors import NotReady, OutcomeUnknown, Rejected
from automation.networks.telegram.header import SPEC
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.desk import failed
from tests.wire.pace import NOON
from tests.wire.telegram import CHANNEL, GROUP, TelegramFake, TelegramStage

COMMENT = Part(text="Pesan di kopisenja.example", length=26, is_comment=True)


def test_it_answers_the_copy_of_the_post_in_the_group(kopi: Network, api: TelegramFake) -> None:
    api.slow = 3
    post = kopi.publish(Part(text="Menu baru", length=9), attempt("k/0"))

    comment = kopi.publish(COMMENT, attempt("k/1", reply_to=post))

    _, said = api.said
    assert (said.chat, said.reply_to) == (GROUP, 70_000 + int(post.network_id))
    assert comment.network_id == f"{GROUP}/{said.number}"
    assert comment.url == f"{post.url}?comment={said.number}"


def test_a_part_of_a_thread_stays_in_the_channel(kopi: Network, api: TelegramFake) -> None:
    post = kopi.publish(Part(text="1/2", length=3), attempt("k/0"))

    kopi.publish(Part(text="2/2", length=3), attempt("k/1", reply_to=post))

    assert [said.chat for said in api.said] == [CHANNEL, CHANNEL]


def test_it_is_changed_and_deleted_in_the_group_and_nothing_in_the_channel_is(
    kopi: Network, api: TelegramFake
) -> None:
    post = kopi.publish(Part(text="Menu baru", length=9), attempt("k/0"))
    comment = kopi.publish(COMMENT, attempt("k/1", reply_to=post))
    api.said[0].number = api.said[1].number  # numbers are given in each chat anew

    kopi.edit(comment, Part(text="Pesan di sini", length=13))
    changed = [said.text for said in api.said]
    kopi.delete(comment)

    assert changed == ["Menu baru", "Pesan di sini"]
    assert [said.text for said in api.said] == ["Menu baru"]


@pytest.mark.parametrize(("minutes", "kind"), [(1, NotReady), (16, Rejected)])
def test_a_copy_the_bot_is_not_shown_is_waited_for_and_then_said(
    kopi: Network, api: TelegramFake, minutes: int, kind: type[Exception]
) -> None:
    api.forwards = False
    post = kopi.publish(Part(text="Menu baru", length=9), attempt("k/0"))
    above = replace(post, published_at=NOON - timedelta(minutes=minutes))

    error = failed(lambda: kopi.publish(COMMENT, attempt("k/1", reply_to=above)))

    assert type(error) is kind
    assert len(api.said) == 1


def test_a_copy_that_was_seen_once_is_not_looked_for_again(
    kopi: Network, api: TelegramFake, place: TelegramStage
) -> None:
    kept: dict[str, str] = {}
    post = kopi.publish(Part(text="Menu baru", length=9), attempt("k/0"))
    place.trouble(Trouble.LIMITED)
    failed(lambda: kopi.publish(COMMENT, attempt("k/1", reply_to=post, keep=kept.__setitem__)))
    api.updates.clear()

    kopi.publish(COMMENT, attempt("k/1", reply_to=post, kept=kept))

    assert api.said[-1].reply_to == int(kept["copy"])


def test_a_lost_answer_is_left_to_a_person(
    kopi: Network, api: TelegramFake, place: TelegramStage
) -> None:
    post = kopi.publish(Part(text="Menu baru", length=9), attempt("k/0"))
    place.trouble(Trouble.LOST)

    error = failed(lambda: kopi.publish(COMMENT, attempt("k/1", reply_to=post)))

    assert type(error) is OutcomeUnknown


def test_a_channel_without_a_group_says_so_beforehand(kopi: Network, api: TelegramFake) -> None:
    del api.channel["linked_chat_id"]

    assert SPEC.can - kopi.limits().can == {Capability.FIRST_COMMENT}
