"""Reddit: a team's own community, or an account's own page.

Since November 2025 Reddit lets no app in without its approval, and refuses many: a team brings an
app that Reddit has approved. Reddit publishes no specification; nearly everything here is what
other clients met (praw, gitroomhq/postiz-app at 74b01ad) or stands in its old published code.

Source: https://www.reddit.com/dev/api and https://praw.readthedocs.io (read by others, 2026-11-21).
"""

from automation.networks.reddit.header import SPEC
from automation.networks.reddit.network import Reddit

__all__ = ["SPEC", "Reddit"]
