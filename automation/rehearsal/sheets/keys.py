"""Service-account keys and access tokens: made here, checked as Google checks them."""

import base64
import json
import secrets
import time
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from automation.domain.team.channel import is_loopback
from automation.errors import ConfigError
from automation.language import mark
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import Refused, bad_grant, unauthenticated
from automation.rehearsal.sheets.world import ROBOT_DOMAIN, Robot, SheetsWorld

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

GRANT = "urn:ietf:params:oauth:grant-type:jwt-bearer"
GOOGLE_TOKEN_URL = "https://oauth2.googleapis.com/token"  # noqa: S105 - an address
_LIFE_S = 3599
_TOLERANCE_S = 300
_NO_SKEW = (
    "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. "
    "Check your iat and exp values in the JWT claim."
)


def robot_address(name: str) -> str:
    """Return a full address; a bare name becomes one of the rehearsal's project."""
    return name if "@" in name else f"{name}@rehearsal{ROBOT_DOMAIN}"


def make_robot(address: str) -> tuple[Robot, Message]:
    """Make a service account; return it and what its key file says, but for the token address."""
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    private = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    key_id = secrets.token_hex(20)
    robot = Robot(address=address, key_id=key_id, public_pem=_public_pem(private.public_key()))
    return robot, {
        "type": "service_account",
        "project_id": "rehearsal",
        "private_key_id": key_id,
        "private_key": pem.decode(),
        "client_email": address,
        "client_id": "1",
        "universe_domain": "googleapis.com",
    }


def read_robot(path: Path) -> tuple[Robot, Message]:
    """Return the service account of a rehearsal's key file, and what the file says.

    Raises:
        ConfigError: it is no key file, or one of a real account.
    """
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        message: Message = json.loads(path.read_text(encoding="utf-8"))
        private = load_pem_private_key(message["private_key"].encode(), password=None)
        address, key_id = message["client_email"], message["private_key_id"]
        host = urlsplit(message["token_uri"]).hostname or ""
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise _no_key(path) from error
    if not isinstance(private, RSAPrivateKey) or not is_loopback(host):
        raise _no_key(path)
    pem = _public_pem(private.public_key())
    return Robot(address=address, key_id=key_id, public_pem=pem), message


def _no_key(path: Path) -> ConfigError:
    return ConfigError(
        mark("{path} is not a key that the rehearsal made."),
        mark("It was not touched. Whoever runs the rehearsal moves it away, or names another folder; then the rehearsal makes a key of its own."),
        path=path,
    )  # fmt: skip


def _public_pem(key: "RSAPublicKey") -> str:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def sign_in(world: SheetsWorld, address: str) -> Message:
    """Let a person in as gcloud and Colab do; return what they keep of it in a file."""
    refresh_token = f"1//rehearsal-{secrets.token_urlsafe(24)}"
    world.sign_ins[refresh_token] = address
    return {
        "type": "authorized_user",
        "account": address,
        "client_id": "1.apps.googleusercontent.com",
        "client_secret": f"rehearsal-{secrets.token_urlsafe(12)}",
        "refresh_token": refresh_token,
    }


def write_key(path: Path, message: Message, url: str) -> None:
    """Write a key file that only its owner may read."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.chmod(0o600)
    path.write_text(
        json.dumps({**message, "token_uri": f"{url}/token"}, indent=2), encoding="utf-8"
    )


def issue_token(world: SheetsWorld, address: str) -> str:
    """Return a new access token of somebody; it lives an hour of the rehearsal's clock."""
    token = f"ya29.rehearsal-{secrets.token_urlsafe(24)}"
    world.tokens[token] = (address, world.clock.now() + timedelta(seconds=_LIFE_S))
    return token


def bearer(world: SheetsWorld, token: str) -> str:
    """Return whose token it is.

    Raises:
        Refused: 401, nobody's, or not any more.
    """
    address, until = world.tokens.get(token, ("", world.clock.now()))
    if not address or until <= world.clock.now():
        raise unauthenticated()
    return address


def exchange(world: SheetsWorld, form: dict[str, str], url: str) -> Message:
    """Answer a signed assertion, or what a person's sign-in left, with an access token.

    Raises:
        Refused: 400 `invalid_grant`, saying why.
    """
    if form.get("grant_type") == "refresh_token":
        return _renewed(world, form.get("refresh_token", ""))
    if form.get("grant_type") != GRANT:
        body = {"error": "unsupported_grant_type", "error_description": "Invalid grant_type."}
        raise Refused(400, "Invalid grant_type.", body)
    assertion = form.get("assertion", "")
    claims = _claims(assertion)
    robot = world.robots.get(str(claims.get("iss", "")))
    if robot is None:
        raise bad_grant("Invalid grant: account not found")
    if not _is_signed(assertion, robot.public_pem):
        raise bad_grant("Invalid JWT Signature.")
    if claims.get("aud") not in (GOOGLE_TOKEN_URL, f"{url}/token"):
        raise bad_grant(
            "Invalid JWT: Failed audience check. The right audience is " + GOOGLE_TOKEN_URL
        )
    _check_time(claims, time.time() + world.switches.machine_skew_s)
    if not claims.get("scope"):
        raise Refused(400, "scope", {"error": "invalid_scope", "error_description": "Empty scope."})
    return _granted(issue_token(world, robot.address))


def _renewed(world: SheetsWorld, refresh_token: str) -> Message:
    if refresh_token not in world.sign_ins:
        raise bad_grant("Token has been expired or revoked.")
    return _granted(issue_token(world, world.sign_ins[refresh_token]))


def _granted(token: str) -> Message:
    return {"access_token": token, "expires_in": _LIFE_S, "token_type": "Bearer"}


def _check_time(claims: Message, now_s: float) -> None:
    issued, expires = claims.get("iat"), claims.get("exp")
    if not isinstance(issued, int | float) or not isinstance(expires, int | float):
        raise bad_grant(_NO_SKEW)
    if issued > now_s + _TOLERANCE_S or expires < now_s or expires - issued > 3600 + 1:
        raise bad_grant(_NO_SKEW)


def _claims(assertion: str) -> Message:
    try:
        header, claims, _ = assertion.split(".")
        if json.loads(_decoded(header)).get("alg") != "RS256":
            raise bad_grant("Invalid JWT: only RS256 is supported.")
        found = json.loads(_decoded(claims))
    except ValueError:
        raise bad_grant("Invalid JWT: it cannot be read.") from None
    return found if isinstance(found, dict) else {}


def _is_signed(assertion: str, public_pem: str) -> bool:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import padding
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey

    signed, _, signature = assertion.rpartition(".")
    key = serialization.load_pem_public_key(public_pem.encode())
    assert isinstance(key, RSAPublicKey)  # noqa: S101 - we made it
    try:
        key.verify(_decoded(signature), signed.encode(), padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, ValueError):
        return False
    return True


def _decoded(part: str) -> bytes:
    return base64.urlsafe_b64decode(part + "=" * (-len(part) % 4))
