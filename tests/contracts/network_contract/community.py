"""What every network that lets us read and answer people promises."""

from datetime import timedelta

from automation.domain.publishing.network import Capability
from tests.attempts import attempt
from tests.contracts.network_contract.desk import Desk


class Community:
    """Comments reach us once, are answered in place, and can be hidden where the network lets us."""

    def test_what_people_wrote_is_told_and_our_own_words_are_not(self, desk: Desk) -> None:
        desk.needs(Capability.MESSAGES)
        network = desk.open()
        receipt = network.publish(desk.part(), attempt("k"))
        author = desk.stage.write_to_us(receipt, "Apakah masih ada? =HYPERLINK(1)")

        (message,) = network.fetch_messages(desk.started_at - timedelta(minutes=1))

        assert "Apakah masih ada? =HYPERLINK(1)" in message.text
        assert author in message.author
        assert message.network_id
        assert abs(message.at - desk.started_at) < timedelta(minutes=5)

    def test_what_was_written_before_is_left_out(self, desk: Desk) -> None:
        desk.needs(Capability.MESSAGES)
        network = desk.open()
        receipt = network.publish(desk.part(), attempt("k"))
        desk.stage.write_to_us(receipt, "Lama")

        assert list(network.fetch_messages(desk.started_at + timedelta(days=1))) == []

    def test_an_answer_stands_below_what_it_answers(self, desk: Desk) -> None:
        desk.needs(Capability.MESSAGES, Capability.REPLY)
        network = desk.open()
        receipt = network.publish(desk.part(), attempt("k"))
        desk.stage.write_to_us(receipt, "Jam berapa buka?")
        (message,) = network.fetch_messages(desk.started_at - timedelta(minutes=1))

        answer = network.reply(message, "Jam delapan pagi", attempt("r"))

        assert answer.network_id not in {receipt.network_id, message.network_id}
        assert "Jam delapan pagi" in desk.stage.texts()[-1]

    def test_a_hidden_comment_is_hidden_and_hiding_it_again_is_no_error(self, desk: Desk) -> None:
        desk.needs(Capability.MESSAGES, Capability.HIDE)
        network = desk.open()
        receipt = network.publish(desk.part(), attempt("k"))
        desk.stage.write_to_us(receipt, "Kasar sekali")
        (message,) = network.fetch_messages(desk.started_at - timedelta(minutes=1))

        network.hide(message)
        network.hide(message)

        assert "Kasar sekali" in "".join(desk.stage.hidden())
