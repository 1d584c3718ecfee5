"""Lends the installed wheel to the tests beside this file."""

from tests.packaging.installed import installed

__all__ = ["installed"]
