"""Instagram, by its content publishing API.

A post is published by a container: what is in the ledger before the one request that shows it is
the container's id, so a post is never published again from one that is out. Files are fetched by
Instagram from a public address. The API shows no way to delete a post that both logins share, so
deletion is left out.

Source: https://developers.facebook.com/docs/instagram-platform/content-publishing and its
references (read 2026-11-21 and 2026-11-22). Nothing here was tried against Instagram itself.
"""

from automation.networks.meta.instagram.header import SPEC
from automation.networks.meta.instagram.network import Instagram

__all__ = ["SPEC", "Instagram"]
