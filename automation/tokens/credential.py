"""The credential a network holds: it knows when it ends, and renews itself once for everybody.

Threads of a run share one; runs on one machine share a lock, and what one has renewed the others
take over from the store. So a refresh token that may be used only once is used once.
"""

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

from automation.domain.publishing.sign_in import Trouble
from automation.errors import Call, NetworkError, Sent, Unauthorized
from automation.language import Sentence, mark
from automation.settings import HIDDEN
from automation.tokens.grant import Grant
from automation.tokens.oauth import SignInRefused
from automation.tokens.renewal import Renewer
from automation.tokens.stores.store import TokenStore

PAUSE = timedelta(minutes=1)
"""How long a token that still works is used before a renewal that failed is tried again."""


class StoredCredential:
    """One value of one channel's grant; the first of them is the token that is renewed.

    It cannot be printed, copied to disk or compared. `learn` is told every secret it comes to
    hold, so that run output can be scrubbed of it.
    """

    def __init__(
        self, grant: Grant, name: str, *, renewer: Renewer, store: TokenStore, learn: Callable[[str, str], None]
    ) -> None:  # fmt: skip
        self._secret = name
        self._renewer = renewer
        self._store = store
        self._learn = learn
        self._clock = renewer.desk.http.clock
        self._turn = threading.Lock()
        self._again_at: datetime | None = None
        self._generation = 0
        self._grant = grant
        self._hold(grant)

    def __repr__(self) -> str:
        return HIDDEN

    def __reduce__(self) -> str | tuple[object, ...]:
        raise TypeError("a credential is not written to disk")

    @property
    def name(self) -> str:
        """The command that makes it anew."""
        return self._command

    @property
    def generation(self) -> int:
        """How often the token was changed since it was opened."""
        return self._generation

    @property
    def expires_at(self) -> datetime | None:
        """When the token that is in force ends; None when that is not known."""
        return self._grant.expires_at

    @property
    def advice(self) -> Sentence:
        """What to do when the network refuses it."""
        return Sentence(
            mark("Whoever manages the channel runs “{command}”."), {"command": self._command}
        )

    @property
    def _command(self) -> str:
        return f"lembar connect {self._grant.network} --channel {self._grant.channel}"

    def fact(self, name: str) -> str:
        """Return what the network told of the account when it was connected."""
        return self._grant.facts.get(name, "")

    def reveal(self) -> str:
        """Return the value in force; a token about to end is renewed first.

        Raises:
            NetworkError: it has ended and could not be renewed, now or for good.
        """
        if self._may_renew_now():
            self._renew_ahead()
        grant = self._grant
        if grant.expires_at is not None and grant.expires_at <= self._clock():
            raise self._ended(grant)
        return grant.values.get(self._secret, "")

    def renew(self, since: int) -> bool:
        """Renew the token after a refusal; return whether there is another one to try.

        Raises:
            NetworkError: the network could not be asked.
        """
        with self._turn:
            if self._generation != since:
                return True
            return self._take_turn(refused=True)

    def _may_renew_now(self) -> bool:
        now = self._clock()
        if not self._renewer.is_due(self._grant, now):
            return False
        if self._grant.trouble is Trouble.LOST and not self._has_ended(now):
            return False  # to ask again may end the token that still works
        if self._grant.trouble is Trouble.REFUSED:
            return False
        return self._again_at is None or now >= self._again_at or self._has_ended(now)

    def _renew_ahead(self) -> None:
        """Renew before the end. While the old token works, a failure is left for later."""
        before = self._generation
        with self._turn:
            if self._generation != before:
                return
            try:
                self._take_turn(refused=False)
            except NetworkError:
                self._again_at = self._clock() + PAUSE
                if self._has_ended(self._clock()):
                    raise

    def _has_ended(self, now: datetime) -> bool:
        return self._grant.expires_at is not None and self._grant.expires_at <= now

    def _take_turn(self, *, refused: bool) -> bool:
        """Renew while nobody else does, on this machine; return whether the token is another now."""
        with self._store.turn(self._grant.key):
            kept = self._store.load(self._grant.key)
            if kept is None:
                return False  # somebody has disconnected the channel
            if kept.values != self._grant.values:
                self._hold(kept)
                if not self._renewer.is_due(kept, self._clock()):
                    return True
            if not self._renewer.can_renew(kept) or kept.trouble is Trouble.REFUSED:
                return False
            if kept.trouble is Trouble.LOST and not (refused or self._has_ended(self._clock())):
                return False
            return self._spend(kept)

    def _spend(self, kept: Grant) -> bool:
        """Ask for the new token. What a crash would leave behind is written before it is asked for."""
        now = self._clock()
        if self._renewer.spends(kept):
            self._save(replace(kept, trouble=Trouble.LOST, trouble_at=now))
        try:
            new = self._renewer.renew(kept, now)
        except SignInRefused:
            self._save(replace(kept, trouble=Trouble.REFUSED, trouble_at=now))
            return False
        except NetworkError as error:
            if error.call.sent is Sent.NO and self._renewer.spends(kept):
                self._save(kept)
            raise
        for secret in new.secrets():
            self._learn(secret, self._command)
        self._save(new)
        return True

    def _save(self, grant: Grant) -> None:
        self._store.save(grant)
        self._hold(grant)

    def _hold(self, grant: Grant) -> None:
        """Use this grant from now on."""
        for secret in grant.secrets():
            self._learn(secret, f"lembar connect {grant.network}")
        self._generation += self._grant.values != grant.values
        self._grant = grant

    def _ended(self, grant: Grant) -> Unauthorized:
        call = Call(network=grant.network, channel=grant.channel, operation="renew")
        return Unauthorized(
            _WHY_ENDED[grant.trouble],
            mark("Nothing was sent. Whoever manages the channel runs “{command}”."),
            call=call, network=self._renewer.desk.title, command=self._command,
        )  # fmt: skip


_WHY_ENDED = {
    None: mark("The access of channel {channel} to {network} has ended."),
    Trouble.LOST: mark("The access of channel {channel} to {network} has ended, and {network}'s answer with a new one was lost."),
    Trouble.REFUSED: mark("The access of channel {channel} to {network} has ended, and {network} refused to renew it."),
}  # fmt: skip
