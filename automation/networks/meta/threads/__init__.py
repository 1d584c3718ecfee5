"""Threads, by its own Graph API.

A post is published by a container, as on Instagram; so is each answer, and a chain is one post
answering the one before it. `auto_publish_text` would publish a text in one request and is not
used: nothing would guard it from going out twice. The first #tag of a text becomes its topic.

Source: https://developers.facebook.com/docs/threads/ (read 2026-11-21 and 2026-11-22). Nothing here
was tried against Threads itself; its media limits and its insights are known second-hand.
"""

from automation.networks.meta.threads.header import SPEC
from automation.networks.meta.threads.network import Threads

__all__ = ["SPEC", "Threads"]
