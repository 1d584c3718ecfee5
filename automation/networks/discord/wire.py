"""Requests to Discord's API, and what the codes of its refusals mean."""

from collections.abc import Mapping

from automation.errors import Gone, NetworkError, Rejected, Unauthorized
from automation.http import Answer, Caller, Http, Line, Request, Verdict
from automation.language import mark

HEADERS = {"User-Agent": "DiscordBot (lembar, 1)"}
"""Discord wants the word and a version (https://docs.discord.com/developers/reference#user-agent)."""

_LET_IN = mark("Discord does not let channel {channel} write there: {detail}.")
_GIVE_RIGHTS = mark("Whoever manages the channel invites the bot to it, and gives it the rights View Channels, Send Messages, Attach Files and Read Message History.")  # fmt: skip
_MODERATED = mark("Discord's moderation on channel {channel} stopped the post: {detail}.")
_REWORD = mark("The post's owner changes the words, or whoever manages the server lets the bot past the rule.")  # fmt: skip

_CODES: Mapping[int, tuple[type[NetworkError], str, str]] = {
    10003: (
        Unauthorized,
        mark("Discord has no channel at the address of channel {channel}, or does not show it to the bot."),
        mark("Whoever manages the channel corrects the address in the channels tab, or invites the bot."),
    ),
    10008: (Gone, "", ""),
    10015: (
        Unauthorized,
        mark("The webhook of channel {channel} was deleted in Discord."),
        mark("Whoever manages the channel makes a new webhook there. {advice}"),
    ),
    40005: (
        Rejected,
        mark("The files for channel {channel} are too large for this Discord server."),
        mark("The post's owner makes them smaller: 10 MB together with the text, where the server has no boosts."),
    ),
    50001: (Unauthorized, _LET_IN, _GIVE_RIGHTS),
    50013: (Unauthorized, _LET_IN, _GIVE_RIGHTS),
    200000: (Rejected, _MODERATED, _REWORD),
    200001: (Rejected, _MODERATED, _REWORD),
    240000: (Rejected, _MODERATED, _REWORD),
}  # fmt: skip


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer means; None leaves it to the status.

    Source: https://docs.discord.com/developers/topics/opcodes-and-status-codes (read 2026-11-21).
    """
    if answer.status < 400 or answer.status == 429:
        return None
    kind, what, fix = _CODES.get(answer.fields.count("code") or 0, (None, "", ""))
    if kind is None:
        return None
    return Verdict(kind=kind, detail=answer.fields.text("message"), what=what, fix=fix)


def line_to(api: str, caller: Caller, http: Http) -> Line:
    """Return a line to the API."""
    return Line(api, caller, http, judge)
