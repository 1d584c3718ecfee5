"""Names and addresses of the AT Protocol (Bluesky): whether a text is one. Pure.

Source: packages/syntax of https://github.com/bluesky-social/atproto (d6296a1, read 2026-11-22) for
the lengths; `tests/vectors` holds the rules against the protocol authors' own cases.
"""

import regex

_LABEL = r"[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_HANDLE = regex.compile(rf"(?:{_LABEL}\.)+[a-zA-Z](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?")
_DID = regex.compile(r"did:[a-z]+:[a-zA-Z0-9._:%-]*[a-zA-Z0-9._-]")
_NSID = regex.compile(
    rf"[a-zA-Z](?:[a-zA-Z0-9-]{{0,61}}[a-zA-Z0-9])?(?:\.{_LABEL})+\.[a-zA-Z][a-zA-Z0-9]{{0,62}}"
)
_RECORD_KEY = regex.compile(r"[a-zA-Z0-9_~.:-]{1,512}")
_TID = regex.compile(r"[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}")
_ADDRESS = regex.compile(r"at://(?P<who>[^/#]++)(?:/(?P<what>[^/#]++)(?:/(?P<key>[^/#]++))?)?")


def is_handle(text: str) -> bool:
    """Say whether a text is a handle, such as `ayu.bsky.social`."""
    return len(text) <= 253 and _HANDLE.fullmatch(text) is not None


def is_did(text: str) -> bool:
    """Say whether a text is a DID, the lasting name behind a handle."""
    return len(text) <= 2048 and _DID.fullmatch(text) is not None


def is_nsid(text: str) -> bool:
    """Say whether a text names a kind of record, such as `app.bsky.feed.post`."""
    return len(text) <= 317 and _NSID.fullmatch(text) is not None


def is_record_key(text: str) -> bool:
    """Say whether a text may be a record's key."""
    return text not in {".", ".."} and _RECORD_KEY.fullmatch(text) is not None


def is_tid(text: str) -> bool:
    """Say whether a text is a key made of a time, as posts have."""
    return _TID.fullmatch(text) is not None


def is_record_address(text: str) -> bool:
    """Say whether a text is an `at://` address of an account, a kind of record, or a record."""
    found = _ADDRESS.fullmatch(text) if len(text) <= 8192 else None
    if found is None:
        return False
    who, what, key = found["who"], found["what"], found["key"]
    known = is_handle(who) or is_did(who)
    return known and (what is None or is_nsid(what)) and (key is None or is_record_key(key))
