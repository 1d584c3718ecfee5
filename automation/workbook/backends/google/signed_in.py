"""The person who is signed in to Google where Lembar runs: in Colab, in JupyterLab, on a laptop."""

import sys
import warnings
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from automation.errors import ConfigError
from automation.language import mark

if TYPE_CHECKING:
    from google.auth.credentials import Credentials

SIGN_IN = "gcloud auth application-default login --scopes=openid,https://www.googleapis.com/auth/cloud-platform,https://www.googleapis.com/auth/spreadsheets,https://www.googleapis.com/auth/drive.readonly"  # fmt: skip
"""What a person types once. Without these scopes gcloud's sign-in does not open sheets."""

COLAB = "google.colab"
"""Colab's kernel has this module loaded before the first cell; no other process has."""


def sign_in_to_colab() -> None:
    """Ask the person who runs a notebook in Colab to sign in; elsewhere do nothing.

    Raises:
        ConfigError: they did not.
    """
    if COLAB not in sys.modules:
        return
    try:
        import_module(f"{COLAB}.auth").authenticate_user()
    except Exception:  # noqa: BLE001 - Colab's own errors have no common class
        raise ConfigError(
            mark("Colab did not sign you in to Google."),
            mark("Run the cell again and allow the access it asks for; the sheet must be shared with the same Google account."),
        ) from None  # fmt: skip


def default_file() -> Path:
    """Return where gcloud and Colab keep the sign-in of who uses this machine."""
    from google.auth import _cloud_sdk

    return Path(_cloud_sdk.get_application_default_credentials_path())  # type: ignore[no-untyped-call]


def default_credentials(scopes: Sequence[str]) -> "Credentials":
    """Return the credentials of who is signed in.

    Raises:
        ConfigError: nobody is.
    """
    import google.auth
    from google.auth.exceptions import DefaultCredentialsError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about quotas; a refusal says it in our words
            credentials, _ = google.auth.default(scopes=list(scopes))
    except DefaultCredentialsError:
        raise nobody() from None
    found: Credentials = credentials
    return found


def nobody() -> ConfigError:
    """Return what is said when no credentials are found."""
    return ConfigError(
        mark("No Google account is set up for Lembar."),
        mark("On a server: set LEMBAR_GOOGLE_KEY to the path of a service account's key file. In Colab: run the notebook there, cell by cell, and allow the sign-in. In JupyterLab on your own computer: sign in once in a terminal: {command}"),
        command=SIGN_IN,
    )  # fmt: skip
