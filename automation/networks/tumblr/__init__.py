"""Tumblr: posts of blocks (NPF) on one blog, with pictures or a film.

Nothing protects from a second post, so a lost answer is looked for among the blog's posts. There
are no threads; replies can be read, and no program may write one. The queue is not used.

Source: tumblr/docs at 708be10, api.md and npf-spec.md (read 2026-11-22).
"""

from automation.networks.tumblr.header import SPEC
from automation.networks.tumblr.network import Tumblr

__all__ = ["SPEC", "Tumblr"]
