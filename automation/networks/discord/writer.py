"""What a bot and a webhook do alike with their messages in one Discord channel."""

from contextlib import suppress

from automation.domain.content.draft import Part
from automation.domain.content.text import COUNTERS, Unit
from automation.domain.content.text.markup import markdown
from automation.domain.publishing.bare import Bare
from automation.domain.publishing.publication import Receipt
from automation.errors import Gone, Rejected
from automation.http import Answer, Fields, Line, Repeat
from automation.language import mark
from automation.networks.discord.header import Place
from automation.networks.discord.message import receipt_of, text_of
from automation.networks.discord.wire import HEADERS


class Writer(Bare):
    """Writes to the channel at `_place`, and has its messages below the path `_messages`."""

    _line: Line
    _place: Place
    _messages: str

    def delete(self, receipt: Receipt) -> None:
        """Remove our message; one that is gone already is no error."""
        with suppress(Gone):
            self._line.ask(
                "delete", "DELETE", f"{self._messages}/{receipt.network_id}", Repeat.KEYED,
                headers=HEADERS, names_post=True,
            )  # fmt: skip

    def edit(self, receipt: Receipt, part: Part) -> Receipt:
        """Change a message's text; its files stay."""
        self._refuse_too_long(part)
        self._line.ask(
            "edit", "PATCH", f"{self._messages}/{receipt.network_id}", Repeat.KEYED,
            json=text_of(part), headers=HEADERS, names_post=True,
        )  # fmt: skip
        return receipt

    def _message(self, number: str, operation: str) -> Fields:
        return self._line.ask(
            operation, "GET", f"{self._messages}/{number}", headers=HEADERS, names_post=True
        ).fields

    def _receipt(self, answer: Answer) -> Receipt:
        """Return what proves a message that was sent; OutcomeUnknown where nothing does."""
        return receipt_of(answer.fields, self._place) or self._line.refuse_unproven("publish")

    def _refuse_too_long(self, part: Part) -> None:
        """Raise Rejected for a text that Discord would not take; nothing was sent.

        It counts the backslashes, too, that keep signs such as * from being taken for its markup.
        """
        limit, written_as = self.spec.text.max, COUNTERS[Unit.UTF16](markdown(part.text))
        if max(part.length, written_as) > limit:
            self._line.fail(
                Rejected, "publish",
                mark("The text for channel {channel} has {length} characters as {network} counts, and it takes {limit}."),
                mark("The post's owner shortens it, or leaves out signs such as * and _, which count twice there."),
                length=max(part.length, written_as), limit=limit,
            )  # fmt: skip
