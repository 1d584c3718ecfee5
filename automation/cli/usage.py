"""How the command line explains itself and refuses, in the terminal's language.

Typer says its own words in English; here the same is said in ours.
"""

import re
from collections.abc import Iterable
from difflib import get_close_matches
from typing import cast

import typer
from typer.core import TyperCommand, TyperGroup

from automation.cli.terminal import terminal
from automation.errors import ConfigError, LembarError
from automation.language import mark

UsageError = cast("type[Exception]", typer.BadParameter.__bases__[0])
"""What Typer raises for a command line it cannot use; it offers no public name for it."""

_TYPERS_WORDS = (
    mark("Usage:"),
    mark("Arguments:"),
    mark("Options:"),
    mark("Commands:"),
    mark("Show this message and exit."),
    mark("[required]"),
    mark("[default:"),
)
_OF_PROGRAMMERS = re.compile(r" <(str|list\[str\])>")
_WRITE_IT = mark("“{command} --help” tells more. Write it like this: {usage}")


class Command(TyperCommand):
    """One command whose help speaks our language."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # its own subclass
        """Return the help page."""
        return _in_our_words(super().get_help(ctx))


class Commands(TyperGroup):
    """All commands together."""

    def get_help(self, ctx: typer.Context) -> str:  # type: ignore[override]  # its own subclass
        """Return the help page."""
        return _in_our_words(super().get_help(ctx))

    def get_command(self, ctx: typer.Context, cmd_name: str) -> TyperCommand:  # type: ignore[override]
        """Return a command by its name.

        Raises:
            ConfigError: there is none; it names the nearest command or job.
        """
        found = super().get_command(ctx, cmd_name)
        if found is None:
            raise _unknown_command(cmd_name, self.commands, ctx.command_path if ctx.parent else "")
        return cast("TyperCommand", found)


def _in_our_words(page: str) -> str:
    for word in _TYPERS_WORDS:
        page = page.replace(word, terminal().translate(word))
    page = _OF_PROGRAMMERS.sub(lambda found: " " * len(found[0]), page)
    return _without_braces(page).replace("  [x>=1]", "")


def _without_braces(page: str) -> str:
    """Show what must be given as `WORKBOOK`, as manuals do, not as `{WORKBOOK}`."""
    return re.sub(r"\{([A-Z]+)\}", r"\1", page)


def refusal(error: Exception) -> LembarError:
    """Return our own words for a UsageError."""
    ctx: typer.Context | None = getattr(error, "ctx", None)
    command = ctx.command_path if ctx else "lembar"
    usage = _without_braces(ctx.get_usage() if ctx else command).partition(": ")[2]
    facts = {"command": command, "usage": " ".join(usage.split())}
    option = getattr(error, "option_name", "")
    if hasattr(error, "possibilities"):
        nearest = get_close_matches(option, error.possibilities or (), n=1, cutoff=0)
        return ConfigError(
            mark("“{command}” has no option {option}."),
            mark("Did you mean {nearest}? “{command} --help” lists them.")
            if nearest
            else mark("“{command} --help” lists its options."),
            option=option, nearest="".join(nearest), **facts,
        )  # fmt: skip
    if option:
        return ConfigError(
            mark("{option} is not used like that."), mark("“{command} --help” shows how."), option=option, **facts
        )  # fmt: skip
    named = _parameter(error)
    if named and hasattr(error, "param_type"):
        return ConfigError(mark("“{command}” needs {name}."), _WRITE_IT, name=named, **facts)
    if named:
        return ConfigError(
            mark("The value of {name} is none it can have."),
            mark("“{command} --help” tells what it takes."),
            name=named, **facts,
        )  # fmt: skip
    return ConfigError(mark("“{command}” was given more than it takes."), _WRITE_IT, **facts)


def _parameter(error: Exception) -> str:
    """Return what people call the parameter an error is about; empty when it is about none."""
    parameter = getattr(error, "param", None)
    if parameter is None:
        return ""
    options: list[str] = [name for name in parameter.opts if name.startswith("-")]
    return options[0] if options else str(parameter.metavar)


def _unknown_command(name: str, commands: Iterable[str], within: str) -> ConfigError:
    """Return the refusal of a command that is none; a job's name leads to `lembar run`."""
    from automation.jobs.by_name import JOBS

    group = within.removeprefix("lembar").strip()
    known = {} if group else {job: f"run {job}" for job in (*JOBS, "all")}
    known |= {one: f"{group} {one}".strip() for one in commands}
    nearest = get_close_matches(name, known, n=1, cutoff=0.5)
    return ConfigError(
        mark("There is no command “{name}”."),
        mark("Did you mean “lembar {nearest}”? “lembar --help” lists the commands.")
        if nearest
        else mark("“lembar --help” lists the commands."),
        name=name,
        nearest=known[nearest[0]] if nearest else "",
    )
