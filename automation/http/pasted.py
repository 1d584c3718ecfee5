"""A credential that is a whole address: people paste it, and only its end is secret."""

import re

from automation.errors import ConfigError
from automation.http.request import Credential
from automation.language import Sentence, mark


class PastedAddress:
    """The part of a pasted address after a marker, such as what follows `/webhooks/`.

    It stands for `{credential}` in an address of the network's own, so that what was pasted never
    decides which server is called. It is a `Credential`.
    """

    def __init__(self, pasted: Credential, after: str, *, network: str, channel: str) -> None:
        """Take the pasted credential.

        Raises:
            ConfigError: it is no such address. It is not shown.
        """
        self._pasted = pasted
        self._end = re.compile(rf"{re.escape(after)}([\w/-]+)/?(?:\?\S*)?\Z", re.ASCII)
        if self._found() is None:
            raise ConfigError(
                mark("{variable} of channel {channel} holds no webhook address of {network}."),
                mark("Whoever manages the channel copies the webhook's whole address from {network} into {variable}, then runs \"lembar doctor\"."),
                variable=pasted.name, channel=channel, network=network,
            )  # fmt: skip

    @property
    def name(self) -> str:
        """Where it came from; may be shown."""
        return self._pasted.name

    @property
    def generation(self) -> int:
        """How often it was renewed."""
        return self._pasted.generation

    @property
    def advice(self) -> Sentence:
        """What to do when the network refuses it."""
        return self._pasted.advice

    def reveal(self) -> str:
        """Return the secret end of the address."""
        return self._found() or ""

    def renew(self, since: int) -> bool:
        """Renew it, where that can be done."""
        return self._pasted.renew(since)

    def fact(self, name: str) -> str:
        """Return what is known of the account."""
        return self._pasted.fact(name)

    def _found(self) -> str | None:
        found = self._end.search(self._pasted.reveal().strip())
        return found[1].rstrip("/") if found else None
