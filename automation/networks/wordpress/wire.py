"""Requests to one blog's REST API, wherever it keeps it, and what its errors mean.

Codes and statuses as measured on WordPress 6.1.9; `invalid_application_credentials` is the word of
the plug-ins Two Factor and WP 2FA (read in their code on 2026-11-22).
"""

from collections.abc import Mapping
from functools import cached_property
from typing import NoReturn, Unpack

from automation.errors import (
    Gone,
    NetworkError,
    Rejected,
    Unauthorized,
    Unavailable,
)
from automation.http import (
    Answer,
    Caller,
    Failure,
    Fields,
    Http,
    Line,
    Method,
    Repeat,
    Request,
    Verdict,
    objects,
)
from automation.http.line import More
from automation.language import mark

_ANY = frozenset({200, 404})
_GONE = frozenset({"rest_post_invalid_id", "rest_already_trashed", "rest_trash_already", "rest_comment_invalid_id"})  # fmt: skip
_NOT_TAKEN = (
    Unauthorized,
    mark("{network} did not take the name and application password of channel {channel}: {detail}."),
    mark("Nothing was published. It was mistyped or revoked, application passwords are switched off there, or the web server drops the Authorization header. {advice}"),
)  # fmt: skip
_SECOND_FACTOR = (
    Unauthorized,
    mark("A two-factor plug-in of the blog of channel {channel} lets no program in: {detail}."),
    mark("Nothing was published. Whoever manages the blog allows application passwords for that name in the plug-in's settings, then runs \"lembar doctor\"."),
)  # fmt: skip
_ROLE = (
    Unauthorized,
    mark("The name that channel {channel} signs in with may not do this on its blog: {detail}."),
    mark("Nothing was published. Whoever manages the blog gives it the role of an editor, then runs \"lembar doctor\"."),
)  # fmt: skip
_FILE = (
    Rejected,
    mark("The blog of channel {channel} does not take a file of this post: {detail}."),
    mark("Nothing was published. The post's owner takes another file, or whoever manages the blog allows files of that kind and size."),
)  # fmt: skip
_CLOSED = (
    Unavailable,
    mark("The blog of channel {channel} has no REST API, or a plug-in closed it: {detail}."),
    mark("Nothing was published. Whoever manages the blog opens the REST API to those who sign in with an application password."),
)  # fmt: skip

Meaning = tuple[type[NetworkError], str, str]

_NO_COMMENTS = (
    Rejected,
    mark("The blog of channel {channel} takes no comments on this post: {detail}."),
    mark("The post's owner leaves out the first comment, or whoever manages the blog allows comments on new posts."),
)  # fmt: skip
_SAID_ALREADY = (
    Rejected,
    mark("The blog of channel {channel} has this very comment already: {detail}."),
    mark("The post's owner looks at it there, and words the comment differently."),
)  # fmt: skip

MEANINGS: Mapping[str, Meaning] = {
    "incorrect_password": _NOT_TAKEN,
    "invalid_username": _NOT_TAKEN,
    "invalid_email": _NOT_TAKEN,
    "rest_not_logged_in": _NOT_TAKEN,
    "application_passwords_disabled": _NOT_TAKEN,
    "application_passwords_disabled_for_user": _NOT_TAKEN,
    "invalid_application_credentials": _SECOND_FACTOR,
    "rest_comment_closed": _NO_COMMENTS,
    "comment_duplicate": _SAID_ALREADY,
    "rest_no_route": _CLOSED,
    "rest_disabled": _CLOSED,
    "rest_cannot_access": _CLOSED,
    "rest_login_required": _CLOSED,
}
"""What an error's code means where its status does not say it."""


def judge(request: Request, answer: Answer) -> Verdict | None:
    """Say what a refusal means by its code; a refused file comes with status 500."""
    if answer.status < 400:
        return None
    code, said = answer.fields.text("code"), answer.fields.text("message")
    if request.names_post and code in _GONE:
        return Verdict(kind=Gone)
    meaning = MEANINGS.get(code) or _by_status(request, answer.status, code)
    if meaning is None:
        return None
    kind, what, fix = meaning
    return Verdict(kind=kind, detail=said or code, what=what, fix=fix)


def _by_status(request: Request, status: int, code: str) -> Meaning | None:
    if code.startswith("rest_upload_") or (status == 413 and request.operation == "upload"):
        return _FILE
    if status == 401 and code:
        return _NOT_TAKEN
    return _ROLE if status == 403 and code.startswith("rest_") else None


def says_expired(_failure: Failure) -> bool:
    """Say that nothing mends a refusal: an application password is never renewed."""
    return False


class Wire(Line):
    """Sends one channel's requests to one blog."""

    def __init__(self, site: str, caller: Caller, http: Http) -> None:
        super().__init__(site, caller, http, judge)

    def call(
        self,
        operation: str,
        method: Method,
        route: str,
        repeat: Repeat = Repeat.FREELY,
        **more: Unpack[More],
    ) -> Answer:
        """Send one request to a route such as `/posts`, wherever the blog keeps its API.

        Raises:
            NetworkError: as `Line.ask`.
        """
        route = f"/wp/v2{route}"
        if self._is_pretty:
            return self.ask(operation, method, f"/wp-json{route}", repeat, **more)
        at_the_door: More = {**more, "query": {"rest_route": route, **more.get("query", {})}}
        return self.ask(operation, method, "/", repeat, **at_the_door)

    def entities(self, operation: str, route: str, query: Mapping[str, str]) -> list[Fields]:
        """Read a list.

        Raises:
            Unavailable: what came is no list of entities; it must not pass for an empty one.
        """
        answer = self.call(operation, "GET", route, query=query)
        page = objects(answer.json)
        whole = isinstance(answer.json, list) and all(one.text("id") for one in page)
        return page if whole else self.refuse_answer(operation)

    def refuse_answer(self, operation: str) -> NoReturn:
        """Say that what came is not what was asked for."""
        self.fail(
            Unavailable, operation,
            mark("The blog of channel {channel} answered with something else than was asked for."),
            mark("Nothing was published. Whoever manages the blog looks for a plug-in that changes its REST API, then runs \"lembar doctor\"."),
        )  # fmt: skip

    @cached_property
    def _is_pretty(self) -> bool:
        """Whether the API has an address of its own; blogs without readable addresses have none.

        Raises:
            Unavailable: it has no API under either address.
        """
        short = {"_fields": "namespaces"}
        try:
            answer = self.ask("find the API", "GET", "/wp-json/", query=short)
        except (Unavailable, Rejected) as error:
            if error.call.status not in {200, 404}:
                raise
            return self._speaks_at_its_door(short)
        return bool(answer.fields.texts("namespaces")) or self._speaks_at_its_door(short)

    def _speaks_at_its_door(self, short: Mapping[str, str]) -> bool:
        """Return False when the API answers at the blog's own address; else say that there is none."""
        query = {"rest_route": "/", **short}
        answer = self.ask("find the API", "GET", "/", query=query, takes=_ANY, plain=True)
        if "wp/v2" not in answer.fields.texts("namespaces"):
            _, what, fix = _CLOSED
            self.fail(Unavailable, "find the API", what, fix, detail=f"{answer.status}")
        return False
