"""Misfortunes on demand: some instead of the call, some after it was stored."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from automation.rehearsal.call import Answer, Silence
from automation.rehearsal.sheets.message import to_json
from automation.rehearsal.sheets.refusals import (
    STORAGE_FULL,
    Refused,
    bad_grant,
    denied,
    disabled_api,
    few_scopes,
    over_quota,
    refused,
    unsupported,
)

_PAGE = (
    b"<!DOCTYPE html><html lang=en><title>Error 502 (Server Error)!!1</title>"
    b"<p><b>502.</b> <ins>That's an error.</ins><p>The server encountered a temporary error."
)


class Effect(StrEnum):
    """What goes wrong."""

    STATUS = "status"  # this status instead of the call
    STORED_THEN_STATUS = "stored_then_status"  # the call is carried out, this status is told
    CUT = "cut"  # the connection ends before the call
    LOST = "lost"  # the call is carried out, then the connection ends
    NEVER = "never"  # the call is carried out, no answer comes
    HTML = "html"  # a web page instead of the call
    CUT_OFF_JSON = "cut_off_json"  # the call is carried out, half of its answer comes
    BREAKS_OFF = "breaks_off"  # the call is carried out, the connection ends within its answer
    SLOW = "slow"  # waits, then the call


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One misfortune for the calls it matches.

    `methods` is a regular expression searched in the method's name (`values.update`); `skip` calls
    pass unharmed first, then `count` are struck, all for None.
    """

    effect: Effect
    name: str = ""
    methods: str = r"^(spreadsheets|values|developerMetadata|sheets)\."
    caller: str = ""
    count: int | None = 1
    skip: int = 0
    status: int = 503
    refusal: str = ""  # one of `REFUSALS`, in place of the status's own
    delay_s: float = 1.0

    def strikes(self, method: str, caller: str) -> bool:
        """Whether this fault is meant for that call."""
        return self.caller in ("", caller) and bool(re.search(self.methods, method))


REFUSALS: Mapping[str, Callable[[], Refused]] = {
    "api-off": disabled_api,
    "scopes-missing": few_scopes,
    "excel-file": unsupported,
    "storage-full": lambda: refused(403, STORAGE_FULL),
    "key-deleted": lambda: bad_grant("Invalid JWT Signature."),
}
WRITES = r"^(values\.(update|append|clear|batchUpdate|batchClear)|spreadsheets\.batchUpdate|sheets\.copyTo)"
CATALOGUE = {
    one.name: one
    for one in (
        Fault(name="quota", effect=Effect.STATUS, status=429),
        Fault(name="error-before", effect=Effect.STATUS, status=503),
        Fault(name="internal-before", effect=Effect.STATUS, status=500),
        Fault(name="error-after", effect=Effect.STORED_THEN_STATUS, status=503, methods=WRITES),
        Fault(name="internal-after", effect=Effect.STORED_THEN_STATUS, status=500, methods=WRITES),
        Fault(name="answer-lost", effect=Effect.LOST, methods=WRITES),
        Fault(name="cut-before", effect=Effect.CUT),
        Fault(name="never-answers", effect=Effect.NEVER, methods=WRITES),
        Fault(name="html-page", effect=Effect.HTML, status=502),
        Fault(name="cut-off-answer", effect=Effect.CUT_OFF_JSON),
        Fault(name="breaks-off", effect=Effect.BREAKS_OFF, methods=r"^drive\.files\.get$"),
        Fault(name="slow", effect=Effect.SLOW),
        Fault(name="access-withdrawn", effect=Effect.STATUS, status=403, count=None),
        Fault(name="token-refused", effect=Effect.STATUS, status=401),
        Fault(name="api-off", effect=Effect.STATUS, refusal="api-off", count=None),
        Fault(name="scopes-missing", effect=Effect.STATUS, refusal="scopes-missing", count=None),
        Fault(name="excel-file", effect=Effect.STATUS, refusal="excel-file", count=None),
        Fault(
            name="storage-full",
            effect=Effect.STATUS,
            refusal="storage-full",
            methods=WRITES,
            count=None,
        ),
        Fault(
            name="key-deleted",
            effect=Effect.STATUS,
            refusal="key-deleted",
            methods="^token$",
            count=None,
        ),
    )
}


@dataclass(slots=True)
class Faults:
    """The faults in force, oldest first."""

    armed: dict[str, Fault] = field(default_factory=dict)
    _number: int = 0

    def add(self, fault: Fault) -> str:
        """Put a fault in force and return the id that ends it."""
        self._number += 1
        self.armed[str(self._number)] = fault
        return str(self._number)

    def clear(self, key: str | None = None) -> None:
        """End one fault, or all."""
        for one in [key] if key is not None else list(self.armed):
            self.armed.pop(one, None)

    def take(self, method: str, caller: str) -> Fault | None:
        """Return the first fault that strikes a call, counting it down."""
        for key, fault in list(self.armed.items()):
            if not fault.strikes(method, caller):
                continue
            if fault.skip > 0:
                self.armed[key] = replace(fault, skip=fault.skip - 1)
                continue
            if fault.count is not None:
                self.armed[key] = replace(fault, count=fault.count - 1)
                if fault.count <= 1:
                    self.clear(key)
            return fault
        return None


def instead(fault: Fault, method: str) -> Answer | Silence | None:
    """Return what is said without carrying the call out; None carries it out."""
    if fault.effect is Effect.CUT:
        return Silence.CUT
    if fault.effect is Effect.STATUS:
        return told(_refusal(fault, method))
    if fault.effect is Effect.HTML:
        return Answer(status=fault.status, body=_PAGE, content_type="text/html; charset=UTF-8")
    return None


def spoil(fault: Fault, method: str, answer: Answer) -> Answer | Silence:
    """Return what becomes of the answer; what was stored stays stored."""
    if fault.effect is Effect.LOST:
        return Silence.CUT
    if fault.effect is Effect.NEVER:
        return Silence.FOREVER
    if fault.effect is Effect.STORED_THEN_STATUS:
        return told(_refusal(fault, method))
    if fault.effect is Effect.BREAKS_OFF:
        return replace(answer, breaks_off=True)
    if fault.effect is Effect.CUT_OFF_JSON:
        return replace(answer, body=answer.body[: len(answer.body) // 2])
    return answer


def told(refusal: Refused) -> Answer:
    """Return a refusal as an answer."""
    return Answer(
        status=refusal.status,
        body=to_json(refusal.body),
        content_type="application/json; charset=UTF-8",
    )


def _refusal(fault: Fault, method: str) -> Refused:
    if fault.refusal:
        return REFUSALS[fault.refusal]()
    status = fault.status
    if status == 429:
        return over_quota("read" if re.search(r"\.(get|batchGet)", method) else "write", "user")
    if status == 403:
        return denied()
    sentences = {
        401: "Request had invalid authentication credentials.",
        500: "Internal error encountered.",
        503: "The service is currently unavailable.",
    }
    return refused(status, sentences.get(status, "Rehearsed fault."))
