"""Who may open a file: Drive v3 `permissions.*`."""

from automation.rehearsal.call import Answer
from automation.rehearsal.sheets.api.drive import opened_item
from automation.rehearsal.sheets.api.request import Request, answer
from automation.rehearsal.sheets.message import Message
from automation.rehearsal.sheets.refusals import drive_refused
from automation.rehearsal.sheets.world import Permission, SheetsWorld

_ROLES = frozenset({"owner", "fileOrganizer", "writer", "commenter", "reader"})
_ANYONE = "anyoneWithLink"


def list_permissions(world: SheetsWorld, request: Request) -> Answer:
    """GET …/permissions."""
    file = opened_item(world, request.file_id, request.caller, 2)
    found = [_resource(one) for one in file.permissions]
    return answer({"kind": "drive#permissionList", "permissions": found}, request)


def create_permission(world: SheetsWorld, request: Request) -> Answer:
    """POST …/permissions."""
    file = opened_item(world, request.file_id, request.caller, 2)
    sent = request.message()
    kind, role = str(sent.get("type", "")), str(sent.get("role", ""))
    address = str(sent.get("emailAddress") or sent.get("domain") or "")
    if role not in _ROLES or kind not in ("user", "group", "domain", "anyone"):
        raise drive_refused(400, "The permission type or role field is required.", "required")
    if kind != "anyone" and not address:
        message = (
            "The specified emailAddress is invalid or not applicable for the given permission type."
        )
        raise drive_refused(400, message, "invalidSharingRequest")
    key = _ANYONE if kind == "anyone" else world.permission_id(address)
    new = Permission(id=key, kind=kind, role=role, address=address)
    if role == "owner":
        file.owner = address
        file.permissions = [
            Permission(id=one.id, kind=one.kind, role="writer", address=one.address)
            if one.role == "owner"
            else one
            for one in file.permissions
        ]
    file.permissions = [*(one for one in file.permissions if one.id != key), new]
    world.changes += 1
    short = {name: _resource(new)[name] for name in ("kind", "id", "type", "role")}
    return answer(_resource(new) if request.fields else short, request)


def delete_permission(world: SheetsWorld, request: Request) -> Answer:
    """DELETE …/permissions/ID: one's own always, others' with the right to write."""
    file = opened_item(world, request.file_id, request.caller)
    key = request.named["permission"]
    found = next((one for one in file.permissions if one.id == key), None)
    if found is None:
        raise drive_refused(404, f"Permission not found: {key}.", "notFound")
    if found.role == "owner" or (
        found.address != request.caller and file.rights(request.caller) < 2
    ):
        raise drive_refused(
            403,
            "The user does not have sufficient permissions for this file.",
            "insufficientFilePermissions",
        )
    file.permissions = [one for one in file.permissions if one.id != key]
    world.changes += 1
    return Answer(status=204, content_type="text/html")


def _resource(one: Permission) -> Message:
    message: Message = {
        "kind": "drive#permission",
        "id": one.id,
        "type": one.kind,
        "role": one.role,
    }
    if one.kind in ("user", "group"):
        name = one.address.partition("@")[0]
        message |= {"emailAddress": one.address, "displayName": name, "deleted": False}
    if one.kind == "domain":
        message |= {"domain": one.address}
    return message
