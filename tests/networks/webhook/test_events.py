"""Events are signed so that a receiver can trust them, and told once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from automation.domain.content.draft import Attachment, Part
from automation.domain.publishing.network import Network
from automation.errors import ConfigError, Rejected, Unauthorized
from automation.networks.webhook.signature import signer
from tests.attempts import attempt
from tests.contracts.trouble import Trouble
from tests.networks.desk import ALBUM, failed, opened
from tests.wire.fake import Told
from tests.wire.pace import NOON
from tests.wire.webhook import SECRET, ReceiverFake, ReceiverStage, verified

EXAMPLE = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
EXAMPLE_ID, EXAMPLE_AT = "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330
EXAMPLE_BODY = b'{"test": 2432232314}'
EXAMPLE_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
"""The specification's own example."""


def signed(secret: str, body: bytes = EXAMPLE_BODY) -> dict[str, str]:
    at = datetime.fromtimestamp(EXAMPLE_AT, UTC)
    sign = signer(lambda: at, variable="WEBHOOK_SECRET")
    return {"webhook-id": EXAMPLE_ID, **sign(secret, {"webhook-id": EXAMPLE_ID}, body)}


class TestSignature:
    """Ours is the specification's, and the receiver of these tests believes no other."""

    def test_the_specifications_example_is_signed_as_it_says(self) -> None:
        assert signed(EXAMPLE)["webhook-signature"] == EXAMPLE_SIGNATURE

    def test_the_receiver_takes_the_example_and_nothing_that_differs(self) -> None:
        headers = signed(EXAMPLE)

        assert verified(EXAMPLE, headers, EXAMPLE_BODY, now=EXAMPLE_AT)
        assert not verified(EXAMPLE, headers, EXAMPLE_BODY + b" ", now=EXAMPLE_AT)
        assert not verified(SECRET, headers, EXAMPLE_BODY, now=EXAMPLE_AT)
        assert not verified(
            EXAMPLE, {**headers, "webhook-id": "msg_2"}, EXAMPLE_BODY, now=EXAMPLE_AT
        )
        assert not verified(EXAMPLE, headers, EXAMPLE_BODY, now=EXAMPLE_AT + 301)

    def test_while_a_secret_is_changed_both_sign(self) -> None:
        headers = signed(f"{SECRET} {EXAMPLE}")

        assert len(headers["webhook-signature"].split(" ")) == 2
        assert verified(EXAMPLE, headers, EXAMPLE_BODY, now=EXAMPLE_AT)
        assert verified(SECRET, headers, EXAMPLE_BODY, now=EXAMPLE_AT)

    def test_a_secret_that_is_none_names_its_variable_and_is_not_shown(self) -> None:
        with pytest.raises(ConfigError, match="WEBHOOK_SECRET") as caught:
            signed("whsec_bukan rahasia!")

        assert "rahasia" not in str(caught.value)


@pytest.fixture
def place() -> Iterator[ReceiverStage]:
    made = ReceiverStage()
    yield made
    made.stop()


@pytest.fixture
def api(place: ReceiverStage) -> ReceiverFake:
    place.api.now_s = NOON.timestamp()
    return place.api


@pytest.fixture
def hook(api: ReceiverFake, place: ReceiverStage) -> Iterator[Network]:
    with opened("webhook", place) as network:
        yield network


class TestEvents:
    """A post's life is told event by event."""

    def test_a_post_arrives_with_all_it_has(self, api: ReceiverFake, hook: Network) -> None:
        file = ALBUM.put(b"one picture", "satu.jpg", mime="image/jpeg")
        part = Part(
            text="Es kopi ☕", length=12, language="id", content_warning="Kafein",
            attachments=(Attachment(file=file, alt_text="Segelas es kopi"),),
        )  # fmt: skip

        receipt = hook.publish(part, attempt("p/1"))

        assert api.posts[receipt.network_id] == {
            "id": receipt.network_id, "text": "Es kopi ☕", "language": "id", "content_warning": "Kafein",
            "media": [{"url": ALBUM.address(file), "type": "image/jpeg", "alt_text": "Segelas es kopi"}],
        }  # fmt: skip

    def test_an_event_repeated_after_a_lost_answer_is_the_same_event(
        self, api: ReceiverFake, hook: Network
    ) -> None:
        api.troubles.append(Trouble.LOST)

        hook.publish(Part(text="Halo"), attempt("p/1"))

        sent = [(one.headers["webhook-id"], one.body) for one in api.asked]
        assert (len(sent), len(set(sent)), api.events) == (2, 1, ["post.published"])

    def test_a_part_of_a_thread_says_what_it_answers(
        self, api: ReceiverFake, hook: Network
    ) -> None:
        first = hook.publish(Part(text="1/2"), attempt("p/0"))
        second = hook.publish(Part(text="2/2"), attempt("p/1", reply_to=first))

        assert api.posts[second.network_id]["in_reply_to"] == first.network_id

    def test_the_address_a_receiver_tells_is_the_posts(
        self, api: ReceiverFake, hook: Network
    ) -> None:
        api.answer_next = Told({"url": "https://kopisenja.example/7"}, 202)

        assert hook.publish(Part(text="Halo"), attempt()).url == "https://kopisenja.example/7"

    def test_an_address_that_is_no_web_address_is_not_believed(
        self, api: ReceiverFake, hook: Network, place: ReceiverStage
    ) -> None:
        api.answer_next = Told({"url": "javascript:alert(1)"}, 200)

        assert hook.publish(Part(text="Halo"), attempt()).url == place.address

    def test_a_receiver_that_wants_no_more_is_left_alone(
        self, api: ReceiverFake, hook: Network
    ) -> None:
        api.answer_next = Told({}, 410)

        error = failed(lambda: hook.publish(Part(text="Halo"), attempt()))

        assert type(error) is Unauthorized
        assert "no more events" in str(error)

    def test_a_receiver_with_another_secret_is_told_apart(
        self, api: ReceiverFake, hook: Network
    ) -> None:
        api.secret = EXAMPLE

        assert type(failed(hook.check)) is Unauthorized
        assert type(failed(lambda: hook.publish(Part(text="Halo"), attempt()))) is Unauthorized
        assert api.posts == {}

    def test_what_is_too_long_is_not_sent(self, api: ReceiverFake, hook: Network) -> None:
        error = failed(lambda: hook.publish(Part(text="x", length=15_001), attempt()))

        assert (type(error), api.asked) == (Rejected, [])


@pytest.mark.parametrize(
    "address", ["https://10.0.0.7/hook", "https://[fd00::1]/", "https://169.254.169.254/"]
)
def test_an_address_inside_somebodys_network_is_refused(place: ReceiverStage, address: str) -> None:
    with pytest.raises(ConfigError) as caught, opened("webhook", place, address):
        pass

    assert address not in str(caught.value)
