"""What a notebook's kernel is given, and what it is allowed."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from automation.language import Translate, english
from automation.notebook_engine.scrubber import Scrubber
from automation.notebook_engine.stopper import Stopper

Progress = Callable[[int, int, str], None]
"""Told before each code cell: its place from 1, how many there are, and what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """The terms one notebook runs on; neither secrets nor environment show when printed.

    Attributes:
        environment: All the kernel inherits; nothing is added from the caller's own.
        secrets: Texts that must not reach the saved notebook, nor any message.
        more_secrets: Returns those that came to be while it ran; asked before each save.
        timeout_s: Seconds all cells may take together, counted from the first.
        start_timeout_s: Seconds one start of the kernel may take.
        translate: Into the language of what is written into the notebook.
    """

    environment: Mapping[str, str] = field(repr=False)
    secrets: Sequence[str] = field(default=(), repr=False)
    more_secrets: Callable[[], Iterable[str]] = field(default=tuple, repr=False)
    timeout_s: float = 1800.0
    start_timeout_s: float = 60.0
    translate: Translate = field(default=english, repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Execution:
    """One run of one notebook, as the engine needs it.

    Attributes:
        name: What people call the notebook: its file's name.
        path: Where the executed notebook is saved; its folder exists.
        terms: What the kernel is given, and what it is allowed.
        scrubber: Knows the secrets of the terms.
        stopper: Ends the run from outside.
        progress: Told before each code cell, if anybody wants to know.
    """

    name: str
    path: Path
    terms: Terms
    scrubber: Scrubber
    stopper: Stopper
    progress: Progress | None = None
