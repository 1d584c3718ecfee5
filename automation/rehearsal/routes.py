"""The whole API at one glance: method, path, who answers, and the scope it asks for."""

from automation.rehearsal.api import accounts, control, instance, media, oauth, statuses
from automation.rehearsal.api.routing import Route, Router
from automation.rehearsal.pages import people

_S = "/api/v1/statuses"

ROUTES = (
    Route("GET", "/api/v1/instance", instance.show_v1),
    Route("GET", "/api/v2/instance", instance.show_v2),
    Route("POST", "/api/v1/apps", oauth.register_app),
    Route("GET", "/.well-known/oauth-authorization-server", oauth.discover),
    Route("GET", "/oauth/authorize", people.authorize),
    Route("POST", "/oauth/authorize", oauth.agree),
    Route("POST", "/oauth/token", oauth.token),
    Route("POST", "/oauth/revoke", oauth.revoke),
    Route("GET", "/api/v1/apps/verify_credentials", instance.verify_app, "read"),
    Route(
        "GET", "/api/v1/accounts/verify_credentials", accounts.verify_credentials, "read:accounts"
    ),
    Route("GET", "/api/v1/accounts/lookup", accounts.lookup),
    Route("GET", "/api/v1/accounts/:id", accounts.show),
    Route("GET", "/api/v1/accounts/:id/statuses", accounts.statuses),
    Route("GET", _S, statuses.show_many),
    Route("POST", _S, statuses.create, "write:statuses"),
    Route("GET", f"{_S}/:id", statuses.show),
    Route("PUT", f"{_S}/:id", statuses.update, "write:statuses"),
    Route("DELETE", f"{_S}/:id", statuses.delete, "write:statuses"),
    Route("GET", f"{_S}/:id/context", statuses.context),
    Route("GET", f"{_S}/:id/source", statuses.source, "read:statuses"),
    Route("POST", f"{_S}/:id/favourite", statuses.favourite, "write:favourites"),
    Route("POST", f"{_S}/:id/unfavourite", statuses.unfavourite, "write:favourites"),
    Route("POST", f"{_S}/:id/reblog", statuses.reblog, "write:statuses"),
    Route("POST", f"{_S}/:id/unreblog", statuses.unreblog, "write:statuses"),
    Route("GET", "/api/v1/scheduled_statuses", statuses.scheduled_list, "read:statuses"),
    Route("GET", "/api/v1/scheduled_statuses/:id", statuses.scheduled_show, "read:statuses"),
    Route("PUT", "/api/v1/scheduled_statuses/:id", statuses.scheduled_update, "write:statuses"),
    Route("DELETE", "/api/v1/scheduled_statuses/:id", statuses.scheduled_delete, "write:statuses"),
    Route("POST", "/api/v2/media", media.upload, "write:media"),
    Route("POST", "/api/v1/media", media.upload_and_wait, "write:media"),
    Route("GET", "/api/v1/media/:id", media.show, "write:media"),
    Route("PUT", "/api/v1/media/:id", media.update, "write:media"),
    Route("DELETE", "/api/v1/media/:id", media.delete, "write:media"),
    Route("GET", "/api/v1/notifications", accounts.notifications, "read:notifications"),
    Route("GET", "/api/v1/notifications/:id", accounts.notification, "read:notifications"),
    Route("POST", "/api/v1/notifications/:id/dismiss", accounts.dismiss, "write:notifications"),
    Route("GET", "/api/v1/markers", accounts.markers, "read:statuses"),
    Route("POST", "/api/v1/markers", accounts.set_markers, "write:statuses"),
    Route("GET", "/rehearsal", people.control_room),
    Route("GET", "/rehearsal/faults", control.list_faults),
    Route("POST", "/rehearsal/faults", control.add_fault),
    Route("POST", "/rehearsal/faults/clear", control.clear_faults),
    Route("DELETE", "/rehearsal/faults", control.clear_faults),
    Route("DELETE", "/rehearsal/faults/:id", control.clear_faults),
    Route("GET", "/rehearsal/clock", control.show_clock),
    Route("POST", "/rehearsal/clock", control.set_clock),
    Route("POST", "/rehearsal/comments", control.add_comment),
    Route("GET", "/media/:id/:file", media.serve),
    Route("GET", "/avatars/:file", people.avatar),
    Route("GET", "/style.css", people.style),
    Route("GET", "/", people.index),
    Route("GET", "/tags/:tag", people.tag),
    Route("GET", "/@:username", people.profile),
    Route("GET", "/@:username/:id", people.post_page),
)

ROUTER = Router(ROUTES)
