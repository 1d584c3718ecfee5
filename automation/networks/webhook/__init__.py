"""A webhook of the team's own: each post is told to one address as a signed event.

It follows the Standard Webhooks specification: the receiver knows an event by its `webhook-id`,
which stays the same however often it is sent, so sending again does no harm there. A run repeats
one whose answer was lost; after it a person is asked, and by their word it goes out under the same
id. No run gives it back by itself: edited and approved anew, it would be another event beside it.

Source: https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
(at b2fa7b8, checked 2026-11-21).
"""

from automation.networks.webhook.header import SPEC
from automation.networks.webhook.network import Webhook

__all__ = ["SPEC", "Webhook"]
