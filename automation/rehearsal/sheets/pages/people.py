"""Answers browsers."""

from tornado.httputil import HTTPServerRequest

from automation.rehearsal.call import Answer
from automation.rehearsal.sheets.refusals import Refused
from automation.rehearsal.sheets.world import SheetsWorld


def page(_world: SheetsWorld, _request: HTTPServerRequest) -> Answer:
    """Return a page."""
    raise Refused(404, "Not Found", {"error": {"code": 404, "message": "Not Found"}})
