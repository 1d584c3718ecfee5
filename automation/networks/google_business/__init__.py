"""Google Business Profile: posts of one location, and the reviews people write about it.

A project's quota is nothing until Google has approved it. Posts and reviews are still spoken to by
version 4, which stands in no discovery document: its fields rest on its reference pages and on
other clients' code. A post's own numbers were withdrawn by one account and are still called by
others, so none are told. Questions and answers are no longer named among its limits and are left out.

Source: https://developers.google.com/my-business/reference/rest/v4/accounts.locations.localPosts,
…/accounts.locations.reviews, https://developers.google.com/my-business/content/limits (read 2026-11-22).
"""

from automation.networks.google_business.header import SPEC
from automation.networks.google_business.network import GoogleBusiness

__all__ = ["SPEC", "GoogleBusiness"]
