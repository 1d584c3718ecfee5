"""Changing a person's token for that of the one account of theirs a channel's address names."""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qs, unquote, urlsplit

from automation.domain.publishing.sign_in import Pick
from automation.domain.team.channel import Channel
from automation.http import Fields
from automation.language import Sentence, mark
from automation.settings import Secret
from automation.tokens.calls import Proof, TokenDesk
from automation.tokens.oauth import SignInRefused, Tokens


def picked(desk: TokenDesk, pick: Pick, tokens: Tokens, channel: Channel) -> Tokens:
    """Return the token of the account the channel's address names, or of the only one there is.

    Such a token has no end that is told, and is not renewed.

    Raises:
        SignInRefused: the person's token opens no account, or none of them is the channel's.
        NetworkError: it could not be asked.
    """
    proof = Proof("Bearer", Secret(tokens.access, ""))
    answer = desk.send("sign in", pick.address, method="GET", form=pick.query, proof=proof)
    accounts = [one for one in answer.fields.items("data") if one.text("access_token")]
    meant = chosen(accounts, pick.names, channel.address)
    return replace(
        tokens, access=meant.text("access_token"), refresh="", expires_at=None, refresh_expires_at=None
    )  # fmt: skip


def chosen(accounts: Sequence[Fields], names: Sequence[str], address: str) -> Fields:
    """Return the account that an address names; the only one needs no name. Pure.

    Raises:
        SignInRefused: there is none, or the address names none of several.
    """
    parts = urlsplit(address.strip())
    said = {*unquote(parts.path).split("/"), *parse_qs(parts.query).get("id", [])}
    words = {one.removeprefix("@").casefold() for one in said} - {""}
    meant = [one for one in accounts if words & {one.text(name).casefold() for name in names}]
    if not meant and len(accounts) == 1:
        meant = list(accounts)
    if not meant and not accounts:
        raise SignInRefused(
            Sentence(mark("the person who signed in manages no account there, or chose none"))
        )
    if not meant:
        told = ", ".join(f"{one.text('name')} ({one.text('id')})" for one in accounts)
        raise SignInRefused(
            Sentence(mark("the channel's address names none of these: {told}"), {"told": told})
        )
    return meant[0]
