"""Mastodon, and every server that speaks its API (GoToSocial, Pleroma, Hollo and others).

A lost answer is never answered by sending again, though posts carry an idempotency key: compatible
servers accept the key and ignore it (measured on GoToSocial). `find` reads our own posts back.
A 403 concerns the token (a right it lacks, a locked account), so it asks for a new one.

Source: https://docs.joinmastodon.org/methods/statuses/, …/media/, …/accounts/, …/apps/
(mastodon/documentation at 2903485, read 2026-11-21).
"""

from automation.networks.mastodon.header import SPEC
from automation.networks.mastodon.network import Mastodon

__all__ = ["SPEC", "Mastodon"]
