"""What a route is, and how a path finds its own."""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from automation.rehearsal.call import Answer, Call, Refusal
from automation.rehearsal.world import World

Arguments = Mapping[str, str]
Handler = Callable[[World, Call, Arguments], Answer]


@dataclass(frozen=True, slots=True)
class Route:
    """One line of the route table: `:name` in a path matches one segment.

    `scope` is the OAuth scope it asks for; empty means that no token is needed.
    """

    method: str
    path: str
    handler: Handler
    scope: str = ""


class Router:
    """Finds the route of a request."""

    def __init__(self, routes: Iterable[Route]) -> None:
        self._fixed = {(one.method, one.path): one for one in routes if ":" not in one.path}
        self._patterns = [(one, _pattern(one.path)) for one in routes if ":" in one.path]

    def find(self, method: str, path: str) -> tuple[Route, Arguments] | None:
        """Return the route and the named segments; HEAD is GET, and a closing slash is nothing."""
        method = "GET" if method == "HEAD" else method
        path = path.rstrip("/") or "/"
        fixed = self._fixed.get((method, path))
        if fixed is not None:
            return fixed, {}
        for route, pattern in self._patterns:
            match = pattern.fullmatch(path) if route.method == method else None
            if match is not None:
                return route, {name: unquote(text) for name, text in match.groupdict().items()}
        return None


def authorize(route: Route, call: Call) -> None:
    """Hold a call to the route's scope.

    Raises:
        Refusal: 401 for a wrong or missing token, 403 for one without the scope.
    """
    if call.token and call.account is None:
        raise Refusal(401, "The access token is invalid")
    if not route.scope:
        return
    whole, _, _ = route.scope.partition(":")
    if call.account is None:
        raise Refusal(401, "The access token is invalid")
    if not {route.scope, whole} & set(call.scopes):
        raise Refusal(403, "This action is outside the authorized scopes")


def _pattern(path: str) -> re.Pattern[str]:
    return re.compile(re.sub(r":(\w+)", r"(?P<\1>[^/]+)", re.escape(path).replace(r"\:", ":")))
