"""Telegram: a channel or group, written to by a bot that is its administrator.

Nothing there protects from a second post, and a bot can neither list nor search what it sent. So a
lost answer stays an unknown until a person says what stands on the channel; nothing is sent again
for it. The bot's token is part of every address.

A first comment is an answer in the channel's discussion group to the copy Telegram makes of the post
there; a bot learns of that copy only among its updates, so the comment waits for it.

Source: https://core.telegram.org/bots/api (Bot API 10.1 of 2026-06-11, checked 2026-11-21). What its
refusals say is not documented; the words here are those other clients handle.
"""

from automation.networks.telegram.header import SPEC
from automation.networks.telegram.network import Telegram

__all__ = ["SPEC", "Telegram"]
