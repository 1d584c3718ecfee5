"""One channel's requests to the Data API."""

from collections.abc import Mapping

from automation.errors import Unavailable
from automation.http import Answer, Caller, Fields, Http, Line, Request, Verdict
from automation.language import mark
from automation.networks.youtube.refusals import judge

DATA = "/youtube/v3"


class Wire(Line):
    """Sends requests to the API's server, and reads its lists."""

    def __init__(self, server: str, caller: Caller, http: Http) -> None:
        super().__init__(server, caller, http, self._judged)

    def _judged(self, request: Request, answer: Answer) -> Verdict | None:
        return judge(request, answer, self._http.clock())

    def page(self, operation: str, resource: str, query: Mapping[str, str]) -> Fields:
        """Read one page of a list.

        Raises:
            Unavailable: what came is no list; it must not pass for an empty one.
        """
        answer = self.ask(operation, "GET", f"{DATA}/{resource}", query=query).fields
        if not isinstance(answer.values.get("items", []), list) or not answer.text("kind"):
            self.fail(
                Unavailable, operation,
                mark("{network} answered channel {channel} with something else than was asked for."),
                mark("Nothing to do: the next run tries again."),
            )  # fmt: skip
        return answer

    def one(self, operation: str, resource: str, query: Mapping[str, str]) -> Fields | None:
        """Return the first of a list; None when it is empty, which says that there is no such thing."""
        return next(iter(self.page(operation, resource, query).items("items")), None)
