"""One bot's requests, and what Telegram's refusals mean: an object with `ok: false` and a sentence."""

from collections.abc import Mapping
from typing import NamedTuple

from automation.errors import Gone, NetworkError, Rejected, Unauthorized, Unavailable
from automation.http import Answer, Caller, Fields, Http, Json, Line, Request, Verdict
from automation.language import mark


class Meaning(NamedTuple):
    """What a refusal with some words in it means."""

    words: str
    kind: type[NetworkError]
    what: str = ""
    fix: str = ""


_NOT_ADMIN = mark("Telegram does not let the bot of channel {channel} write there: {detail}.")
_MAKE_ADMIN = mark("Whoever manages the channel makes the bot an administrator that may post messages, then runs \"lembar doctor\".")  # fmt: skip

_MEANINGS = (
    Meaning("message to delete not found", Gone),
    Meaning("message to edit not found", Gone),
    Meaning(
        "message can't be deleted", Rejected,
        mark("Telegram does not let the bot of channel {channel} delete this post: {detail}."),
        mark("A bot deletes its own posts for 48 hours only. Whoever manages the channel deletes it in Telegram, or gives the bot the right to delete messages."),
    ),
    Meaning(
        "too long", Rejected,
        mark("Telegram finds the text for channel {channel} too long: {detail}."),
        mark("The post's owner shortens it: 4096 characters alone, 1024 below pictures or a video."),
    ),
    Meaning(
        "chat not found", Unauthorized,
        mark("Telegram knows no channel {channel} at its address, or the bot is not in it."),
        mark("Whoever manages the channel corrects the address in the channels tab, and makes the bot an administrator of the channel."),
    ),
    Meaning("need administrator rights", Unauthorized, _NOT_ADMIN, _MAKE_ADMIN),
    Meaning("not enough rights", Unauthorized, _NOT_ADMIN, _MAKE_ADMIN),
    Meaning("have no rights", Unauthorized, _NOT_ADMIN, _MAKE_ADMIN),
    Meaning("CHAT_WRITE_FORBIDDEN", Unauthorized, _NOT_ADMIN, _MAKE_ADMIN),
    Meaning("CHAT_ADMIN_REQUIRED", Unauthorized, _NOT_ADMIN, _MAKE_ADMIN),
    Meaning(
        "kicked", Unauthorized,
        mark("The bot was put out of the Telegram channel {channel}."),
        mark("Whoever manages the channel adds the bot again as an administrator, then runs \"lembar doctor\"."),
    ),
    Meaning(
        "not a member", Unauthorized,
        mark("The bot is not in the Telegram channel {channel}."),
        mark("Whoever manages the channel adds the bot as an administrator, then runs \"lembar doctor\"."),
    ),
    Meaning(
        "Conflict", Unavailable,
        mark("Another program reads what is written to the bot of channel {channel}: {detail}."),
        mark("Whoever manages the channel ends the other program, or makes a bot of its own for Lembar."),
    ),
)  # fmt: skip


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer means; None leaves it to the status."""
    told = answer.fields
    if told.values.get("ok") is not False:
        return None
    said = told.text("description")
    moved = told.inside("parameters").values.get("migrate_to_chat_id")
    if isinstance(moved, int):
        return Verdict(
            kind=Unauthorized,
            what=mark("The Telegram group of channel {channel} has become a supergroup, with another address."),
            fix=mark("Whoever manages the channel writes {address} as its address in the channels tab."),
            facts={"address": f"https://t.me/c/{str(moved).removeprefix('-100')}"},
        )  # fmt: skip
    for meaning in _MEANINGS:
        if meaning.words.casefold() in said.casefold():
            return Verdict(kind=meaning.kind, detail=said, what=meaning.what, fix=meaning.fix)
    kind = _KINDS.get(answer.status)
    return Verdict(kind=kind, detail=said) if kind else None


_KINDS: Mapping[int, type[NetworkError]] = {
    400: Rejected,
    401: Unauthorized,
    403: Unauthorized,
    404: Unauthorized,  # so a bot's address is answered whose token nobody gave out
    413: Rejected,
}


class Wire(Line):
    """Sends one channel's requests to its bot's address."""

    def __init__(self, server: str, caller: Caller, http: Http) -> None:
        super().__init__(server, caller, http, judge)

    def read(self, operation: str, method: str, **query: str) -> Json:
        """Ask for something, and return the `result`."""
        return self.ask(operation, "GET", path_of(method), query=query).fields.values.get("result")

    def read_fields(self, operation: str, method: str, **query: str) -> Fields:
        """Ask for one object.

        Raises:
            Unavailable: what came is none.
        """
        result = self.read(operation, method, **query)
        if not isinstance(result, Mapping):
            self.fail(
                Unavailable,
                operation,
                mark(
                    "{network} answered channel {channel} with something else than was asked for."
                ),
                mark("Nothing to do: the next run tries again."),
            )
        return Fields(result)


def path_of(method: str) -> str:
    """Return the path of a method of the bot's."""
    return f"/bot{{credential}}/{method}"
