"""One account's requests to its server, and the entities only this network has."""

from collections.abc import Mapping
from typing import NoReturn

from automation.errors import Unavailable
from automation.http import Fields, Line, objects
from automation.language import mark


class Wire(Line):
    """Sends requests to one server on behalf of one channel, and reads its entities."""

    def entity(self, operation: str, path: str, *, names_post: bool = False) -> Fields:
        """Read one entity.

        Raises:
            Unavailable: what came has no id, so it is none.
        """
        entity = self.ask(operation, "GET", path, names_post=names_post).fields
        return entity if entity.text("id") else self._refuse_answer(operation)

    def entities(self, operation: str, path: str, query: Mapping[str, str]) -> list[Fields]:
        """Read one page of entities.

        Raises:
            Unavailable: what came is no list of entities; it must not pass for an empty one.
        """
        answer = self.ask(operation, "GET", path, query=query)
        page = objects(answer.json)
        whole = isinstance(answer.json, list) and len(page) == len(answer.json)
        return (
            page
            if whole and all(one.text("id") for one in page)
            else self._refuse_answer(operation)
        )

    def _refuse_answer(self, operation: str) -> NoReturn:
        self.fail(
            Unavailable,
            operation,
            mark("{network} answered channel {channel} with something else than was asked for."),
            mark(
                'Whoever manages the channel checks that its address is a server speaking Mastodon\'s API, then runs "lembar doctor".'
            ),
        )
