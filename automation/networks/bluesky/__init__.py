"""Bluesky, and every server (PDS) of the AT Protocol that keeps an account of it.

A post's key is made from the ledger's claim, and so is its time: the same part sent again is the
same record, byte for byte, and the server keeps one. `putRecord` with `swapRecord: null` says so
itself, where `createRecord` answers a key that is taken with a bare 500 (measured on PDS 0.4.209 and 0.4.217).
Our own posts are read back from the account's own server, which knows them at once; numbers and
messages come from the network at large, which may be late or hide a post.

Link cards are not made: their title and picture would have to be fetched from the link's page.
Links in the text can be clicked all the same.

Source: lexicons and packages/pds of https://github.com/bluesky-social/atproto (d6296a1) and
https://docs.bsky.app, read 2026-11-21.
"""

from automation.networks.bluesky.header import SPEC
from automation.networks.bluesky.network import Bluesky

__all__ = ["SPEC", "Bluesky"]
