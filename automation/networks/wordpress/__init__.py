"""WordPress: a blog of one's own, by its REST API and an application password.

WordPress refuses no second post and numbers a second slug, so neither protects. What does: a post
is first made as a draft, which nobody sees, and its id is kept; then that one draft is published,
and publishing it again changes nothing. A draft whose answer was lost is found by its slug, which
is made of the attempt's key.

Not for blogs at WordPress.com itself: those take OAuth 2 at another host.

Source: https://developer.wordpress.org/rest-api/ (WP-API/docs at ab20319, read 2026-11-21), and
answers of a WordPress 6.1.9 on 2026-11-22.
"""

from automation.networks.wordpress.header import SPEC
from automation.networks.wordpress.network import WordPress

__all__ = ["SPEC", "WordPress"]
