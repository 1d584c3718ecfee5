"""The token endpoint, and the silent question google-auth asks about regions."""

import json
from urllib.parse import parse_qsl

from automation.rehearsal.call import Answer
from automation.rehearsal.sheets.api.request import Request, answer
from automation.rehearsal.sheets.keys import exchange
from automation.rehearsal.sheets.world import SheetsWorld


def token(world: SheetsWorld, request: Request) -> Answer:
    """POST /token."""
    form = dict(parse_qsl(request.sent.decode("utf-8", "replace")))
    return answer(exchange(world, form, request.url), request)


def allowed_locations(_world: SheetsWorld, _request: Request) -> Answer:
    """GET …/serviceAccounts/MAIL/allowedLocations: no boundary."""
    body = json.dumps({"encodedLocations": "0x0"}).encode()
    return Answer(body=body, content_type="application/json; charset=UTF-8")
