"""Slack: one channel of a workspace, written to by a bot, or by an incoming webhook alone.

A bot puts the post's key into the message's metadata and finds it there again. A webhook answers
“ok” and no id: the post is out, but Slack lets nobody change, delete or count it by that; after a
lost answer a person looks in the channel.

Source: https://docs.slack.dev/reference/methods (checked 2026-11-21).
"""
