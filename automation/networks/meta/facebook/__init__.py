"""Facebook Pages, by the Graph API.

Pictures go up unpublished and films into an upload session; nobody sees either before the one
request that makes the post. Facebook keeps no keys: after a lost answer our own posts are read
back, and a post refused as a duplicate is looked for before anybody is asked.

Source: https://developers.facebook.com/docs/pages-api/posts and
facebook/facebook-business-sdk-codegen at ad2b0b6 (read 2026-11-21). Nothing here was tried against
Facebook itself. That the token may go in a header, and the steps of a film, are known second-hand.
"""

from automation.networks.meta.facebook.header import SPEC
from automation.networks.meta.facebook.network import Facebook

__all__ = ["SPEC", "Facebook"]
