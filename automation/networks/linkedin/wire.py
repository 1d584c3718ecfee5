"""Requests as LinkedIn's versioned interface has them, and what its refusals mean."""

from typing import Unpack

from automation.errors import RateLimited, Rejected, Unauthorized, Unavailable
from automation.http import Answer, Caller, Fields, Http, Line, Method, Repeat, Request, Verdict
from automation.http.line import More
from automation.language import mark
from automation.networks.linkedin.header import SPEC
from automation.networks.linkedin.posts import named_post


def is_duplicate(answer: Answer) -> bool:
    """Say whether LinkedIn refused a post because the same stands there already."""
    said = answer.fields.text("message")
    return answer.status in (409, 422) and "duplicate" in said.casefold() and bool(named_post(said))


def judge(_request: Request, answer: Answer) -> Verdict | None:
    """Say what an answer means where its status does not say enough."""
    said = answer.fields.text("message")
    if answer.status == 426:
        return Verdict(
            kind=Unavailable, facts={"version": SPEC.api.name if SPEC.api else ""},
            what=mark("{network} has ended the version of its interface that Lembar speaks ({version}); channel {channel} cannot be reached."),
            fix=mark("Nothing was published. Who runs Lembar installs its newest version."),
        )  # fmt: skip
    if answer.status == 403 and answer.json is not None:
        return Verdict(
            kind=Unauthorized, detail=said,
            what=mark("{network} did not let channel {channel} do this: {detail}."),
            fix=mark("Nothing was published. Whoever manages the channel checks that the account is not restricted, is an administrator of the page, and that the app has the product for it; then: {advice}"),
        )  # fmt: skip
    if answer.status in (409, 422) and not is_duplicate(answer):
        return Verdict(kind=Rejected, detail=said)
    if answer.status == 429 and "DAY" in said.upper():
        return Verdict(
            kind=RateLimited, detail=said,
            what=mark("Channel {channel} has used up what {network} lets its app do in a day: {detail}."),
            fix=mark("Nothing was published. It goes on after midnight UTC. An app that LinkedIn has approved may do more."),
        )  # fmt: skip
    return None


class Rest(Line):
    """Sends one channel's requests to LinkedIn, each with the version we speak."""

    def __init__(self, server: str, caller: Caller, http: Http) -> None:
        super().__init__(server, caller, http, judge)

    def rest(
        self,
        operation: str,
        method: Method,
        path: str,
        repeat: Repeat = Repeat.FREELY,
        **more: Unpack[More],
    ) -> Answer:
        """Send one request to `/rest`.

        Raises:
            NetworkError: as `Line.ask`.
        """
        more["headers"] = {
            "LinkedIn-Version": SPEC.api.name if SPEC.api else "",
            "X-Restli-Protocol-Version": "2.0.0",
            **more.get("headers", {}),
        }
        return self.ask(operation, method, f"/rest{path}", repeat, **more)

    def id_of(self, answer: Answer, operation: str) -> str:
        """Return the id that LinkedIn puts beside its answer.

        Raises:
            OutcomeUnknown: there is none.
        """
        name = answer.headers.get("x-restli-id", "") or answer.fields.text("id")
        return name or self.refuse_unproven(operation)

    def elements(self, operation: str, path: str) -> list[Fields]:
        """Read one page of a list.

        Raises:
            Unavailable: what came is no list; it must not pass for an empty one.
        """
        answer = self.rest(operation, "GET", path, headers={"X-RestLi-Method": "FINDER"})
        if "elements" not in answer.fields.values:
            self.refuse_answer(operation)
        return answer.fields.items("elements")
