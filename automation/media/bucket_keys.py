"""Where the credential of a bucket comes from: variables, Amazon's own files, the role of this machine, or a Google key.

A profile that must run a program or sign in somewhere to get its key is not followed.

Source: https://docs.aws.amazon.com/sdkref/latest/guide/standardized-credentials.html (read 2026-11-22).
"""

import json
from collections.abc import Mapping
from configparser import ConfigParser
from configparser import Error as NotConfig
from pathlib import Path

from automation.http.role_wire import RoleWire
from automation.media.signing import GoogleSigner, Signer, Signs
from automation.settings import Settings

FIRST_REGION = "us-east-1"
_REGIONS = ("AWS_REGION", "AWS_DEFAULT_REGION")
_FILES = {
    "AWS_SHARED_CREDENTIALS_FILE": ".aws/credentials",
    "AWS_CONFIG_FILE": ".aws/config",
}


def region_in(settings: Settings) -> str:
    """Return the region that is set; empty when none is."""
    return first(settings, *_REGIONS) or _profile(settings, "AWS_CONFIG_FILE").get("region", "")


def amazon_signer(settings: Settings, region: str, *, asks_machine: bool) -> Signer | None:
    """Return who signs; None where nobody does. Only `asks_machine` asks what this machine may do."""
    own = {
        "key_id": first(settings, "AWS_ACCESS_KEY_ID"),
        "secret": first(settings, "AWS_SECRET_ACCESS_KEY"),
        "token": first(settings, "AWS_SESSION_TOKEN"),
    }
    for found in (own, _shared(settings)):
        if found["key_id"] and found["secret"]:
            return _learnt(settings, found, region)
    lent = RoleWire().lent(settings.found, asks_machine=asks_machine)
    return _learnt(settings, lent, region) if lent else None


def google_signer(settings: Settings) -> Signs | None:
    """Return the service account whose key file is set; who is only signed in cannot sign."""
    from google.auth.exceptions import GoogleAuthError
    from google.oauth2.service_account import Credentials

    try:
        facts = json.loads(Path(settings.google_key).expanduser().read_text("utf-8-sig"))
        key = Credentials.from_service_account_info(facts)  # type: ignore[no-untyped-call]
    except (GoogleAuthError, OSError, ValueError):
        return None
    return GoogleSigner(email=key.signer_email, seal=key.sign_bytes)


def first(settings: Settings, *names: str) -> str:
    """Return the first of some variables that is set."""
    return next((value for name in names if (value := settings.found.get(name, "").strip())), "")


def _learnt(settings: Settings, found: Mapping[str, str], region: str) -> Signer:
    for value in (found["secret"], found["token"]):
        settings.learn(value, "AWS_SECRET_ACCESS_KEY")
    return Signer(**found, region=region)


def _shared(settings: Settings) -> dict[str, str]:
    profile = _profile(settings, "AWS_SHARED_CREDENTIALS_FILE")
    return {
        name: profile.get(f"aws_{told}", "")
        for name, told in (
            ("key_id", "access_key_id"),
            ("secret", "secret_access_key"),
            ("token", "session_token"),
        )
    }


def _profile(settings: Settings, variable: str) -> Mapping[str, str]:
    """Return what a file of Amazon's says of the profile that is set; nothing of one that is not there."""
    home = first(settings, "HOME", "USERPROFILE")
    named = first(settings, variable)
    if not (home or named):
        return {}
    name = first(settings, "AWS_PROFILE", "AWS_DEFAULT_PROFILE") or "default"
    read = ConfigParser(interpolation=None, strict=False, default_section="")
    try:
        told = Path(named).expanduser() if named else Path(home, _FILES[variable])
        read.read_string(told.read_text("utf-8"))
    except (OSError, ValueError, NotConfig):
        return {}
    return next((read[one] for one in (f"profile {name}", name) if read.has_section(one)), {})
