"""Lends the installed wheel: the README's commands are tried as someone who installed it would."""

from tests.packaging.installed import installed

__all__ = ["installed"]
