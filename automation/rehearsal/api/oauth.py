"""Signing in: applications, what people agree to, and the tokens that come of it.

An application registers itself, sends a person to /oauth/authorize, and turns the code that comes
back into a token. As on a real server a token has no end and no refresh token, a code is good
once and for ten minutes, and its verifier, redirect address and application are checked.

Source: https://docs.joinmastodon.org/methods/oauth/ and …/apps/ (checked 2026-11-22)
"""

import base64
import hashlib
import secrets
from datetime import timedelta
from urllib.parse import urlencode

from automation.rehearsal.api.routing import Arguments
from automation.rehearsal.call import Answer, Call, Form, Json, Refusal, html_answer, json_answer
from automation.rehearsal.store import App, IssuedCode, IssuedToken
from automation.rehearsal.world import World

OOB = "urn:ietf:wg:oauth:2.0:oob"
"""Stands for no address: the page shows the code, to be copied."""
SCOPES = ("profile", "read", "write", "push", "follow")
CODE_LIFETIME = timedelta(minutes=10)
_GRANT = "The provided authorization grant is invalid, expired, revoked, does not match the redirection URI used in the authorization request, or was issued to another client."
_CLIENT = "Client authentication failed due to unknown client, no client authentication included, or unsupported authentication method."


def register_app(world: World, call: Call, _: Arguments) -> Answer:
    """POST /api/v1/apps."""
    name, redirects = call.form.text("client_name"), call.form.text("redirect_uris", OOB).split()
    scopes = tuple(call.form.text("scopes", "read").split())
    if not name:
        raise Refusal(422, "Validation failed: Application name can't be blank")
    _refuse_unknown(scopes)
    app = App(
        client=secrets.token_urlsafe(24), secret=secrets.token_urlsafe(24), name=name,
        redirects=tuple(redirects), scopes=scopes,
    )  # fmt: skip
    world.store.apps[app.client] = app
    return json_answer(
        {
            "id": str(len(world.store.apps)), "name": name, "website": call.form.text("website") or None,
            "redirect_uri": "\n".join(redirects), "redirect_uris": redirects, "client_id": app.client,
            "client_secret": app.secret, "client_secret_expires_at": 0, "vapid_key": "", "scopes": list(scopes),
        }
    )  # fmt: skip


def discover(_world: World, call: Call, _: Arguments) -> Answer:
    """GET /.well-known/oauth-authorization-server (RFC 8414, since Mastodon 4.3)."""
    base = call.base_url
    return json_answer(
        {
            "issuer": f"{base}/", "authorization_endpoint": f"{base}/oauth/authorize",
            "token_endpoint": f"{base}/oauth/token", "revocation_endpoint": f"{base}/oauth/revoke",
            "app_registration_endpoint": f"{base}/api/v1/apps", "scopes_supported": list(SCOPES),
            "response_types_supported": ["code"], "grant_types_supported": ["authorization_code"],
            "code_challenge_methods_supported": ["S256"],
        }
    )  # fmt: skip


def asked_app(world: World, form: Form) -> App:
    """Return the application that asks a person.

    Raises:
        Refusal: it is unknown, or asks for what it did not register: nobody is sent anywhere.
    """
    app = world.store.apps.get(form.text("client_id"))
    if app is None:
        raise Refusal(401, _CLIENT)
    if form.text("redirect_uri") not in app.redirects:
        raise Refusal(
            400, "The requested redirect uri is malformed or doesn't match client redirect URI."
        )
    if form.text("response_type") != "code":
        raise Refusal(400, "The authorization server does not support this response type.")
    if form.has("code_challenge") and form.text("code_challenge_method") != "S256":
        raise Refusal(400, "The code_challenge_method must be S256.")
    asked = form.text("scope", "read").split()
    if not all(one in app.scopes or one.partition(":")[0] in app.scopes for one in asked):
        raise Refusal(400, "The requested scope is invalid, unknown, or malformed.")
    return app


def agree(world: World, call: Call, _: Arguments) -> Answer:
    """POST /oauth/authorize: a person at the page chose an account, or said no."""
    form, app = call.form, asked_app(world, call.form)
    account = world.store.account_named(form.text("account"))
    if not form.text("account"):
        told = {
            "error": "access_denied",
            "error_description": "The resource owner or authorization server denied the request.",
        }
        return _send_back(form, told)
    if account is None or account.is_audience:
        raise Refusal(404, "Record not found")
    code = secrets.token_urlsafe(24)
    world.store.codes[code] = IssuedCode(
        client=app.client, account_id=account.id, redirect=form.text("redirect_uri"),
        scopes=tuple(form.text("scope", "read").split()), challenge=form.text("code_challenge"),
        until=world.clock.now() + CODE_LIFETIME,
    )  # fmt: skip
    return _send_back(form, {"code": code})


def token(world: World, call: Call, _: Arguments) -> Answer:
    """POST /oauth/token."""
    form = call.form
    if form.text("grant_type") != "authorization_code":
        return _error("unsupported_grant_type", "The authorization grant type is not supported by the authorization server.")  # fmt: skip
    app = world.store.apps.get(form.text("client_id"))
    if app is None or app.secret != form.text("client_secret"):
        return _error("invalid_client", _CLIENT, 401)
    code = world.store.codes.pop(form.text("code"), None)
    if code is None or not _fits(world, code, app, form):
        return _error("invalid_grant", _GRANT)
    issued = IssuedToken(
        account_id=code.account_id, token=secrets.token_urlsafe(32), scopes=code.scopes
    )
    world.store.tokens[issued.token] = issued
    world.changes += 1
    created = int(world.clock.now().timestamp())
    return json_answer(
        {"access_token": issued.token, "token_type": "Bearer", "scope": " ".join(issued.scopes), "created_at": created}
    )  # fmt: skip


def revoke(world: World, call: Call, _: Arguments) -> Answer:
    """POST /oauth/revoke: one that is unknown is no error (RFC 7009)."""
    app = world.store.apps.get(call.form.text("client_id"))
    if app is None or app.secret != call.form.text("client_secret"):
        return _error("unauthorized_client", "You are not authorized to revoke this token", 403)
    world.store.tokens.pop(call.form.text("token"), None)
    world.changes += 1
    return json_answer({})


def _fits(world: World, code: IssuedCode, app: App, form: Form) -> bool:
    digest = hashlib.sha256(form.text("code_verifier").encode()).digest()
    challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
    return (
        (code.client, code.redirect) == (app.client, form.text("redirect_uri"))
        and world.clock.now() < code.until
        and code.challenge in ("", challenge)
    )


def _send_back(form: Form, told: dict[str, str]) -> Answer:
    redirect = form.text("redirect_uri")
    if redirect == OOB:
        return html_answer(
            f"<!DOCTYPE html><code>{told.get('code', told.get('error', ''))}</code>".encode()
        )
    query = urlencode({**told, **({"state": form.text("state")} if form.has("state") else {})})
    joined = "&" if "?" in redirect else "?"
    return Answer(status=302, headers=(("Location", f"{redirect}{joined}{query}"),))


def _error(code: str, description: str, status: int = 400) -> Answer:
    told: dict[str, Json] = {"error": code, "error_description": description}
    return json_answer(told, status)


def _refuse_unknown(scopes: tuple[str, ...]) -> None:
    if not all(one.partition(":")[0] in (*SCOPES, "admin") for one in scopes):
        raise Refusal(422, "Validation failed: Scopes doesn't match configured on the server.")
