"""The settings tab: how this team wants Lembar to behave. Every value has a safe default."""

from dataclasses import dataclass
from datetime import time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Strictness(StrEnum):
    """What a decision counts for when a row is seen for the first time.

    STRICT: nobody knows whether the text changed after the decision, so it is asked for again.
    TRUSTING: the decision is taken to be about the text that stands there.
    """

    STRICT = "strict"
    TRUSTING = "trusting"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamSettings:
    """Settings of one workbook, decoded."""

    timezone: ZoneInfo
    language: str = "en"
    grace: timedelta = timedelta(hours=2)
    paused: bool = False
    strictness: Strictness = Strictness.STRICT
    self_approval: bool = False
    approval_covers_time: bool = False
    fit_pictures: bool = False
    """Whether pictures are made to fit each network, and lose what they tell beside what they show."""
    quiet_from: time | None = None
    quiet_until: time | None = None
    trusted_editors: frozenset[str] = frozenset()
    """Addresses whose rights to every cell do not weaken a decision, such as the file's owner's."""
