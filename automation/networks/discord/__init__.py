"""Discord: one text channel, written to by a bot, or by a webhook alone.

A bot finds its own messages again; a webhook cannot list what it sent, so after a lost answer a
person looks on the channel. `@everyone` and other mentions in a post's text notify nobody.

Source: https://github.com/discord/discord-api-spec at 74fda0f and https://docs.discord.com
(API version 10, checked 2026-11-21).
"""
