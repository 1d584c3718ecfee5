"""What every token store does."""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from automation.language import Sentence
from automation.tokens.grant import Grant, GrantKey


class TokenStore(Protocol):
    """Keeps grants. Every call may raise a ConfigError that says why the store cannot be used."""

    @property
    def place(self) -> Sentence:
        """Where it keeps them, and what that protects from."""
        ...

    def load(self, key: GrantKey) -> Grant | None:
        """Return a channel's grant as it is kept now."""
        ...

    def load_all(self) -> Sequence[Grant]:
        """Return every grant, by network and channel."""
        ...

    def save(self, grant: Grant) -> None:
        """Keep a grant; when this returns it is safe from a crash."""
        ...

    def remove(self, key: GrantKey) -> None:
        """Forget a grant; one that is not there is no error."""
        ...

    def turn(self, key: GrantKey) -> AbstractContextManager[None]:
        """Let one thread of one process at a time renew a grant."""
        ...
