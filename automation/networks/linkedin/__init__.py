"""LinkedIn, by its Posts API: pages of organisations, and members themselves.

LinkedIn publishes no machine-readable specification; most figures are what other clients met and
say so in the header. A member's app may write and not read (reading needs a right that LinkedIn
gives to few): for a member there are no numbers, no comments, and no looking for a lost post.

Source: https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/posts-api
(excerpts, and clients such as gitroomhq/postiz-app at 74b01ad, read 2026-11-21).
"""

from automation.networks.linkedin.header import SPEC
from automation.networks.linkedin.network import LinkedIn

__all__ = ["SPEC", "LinkedIn"]
