"""Answers browsers: the list of spreadsheets, one as a grid, and what people do there."""

import json
from functools import lru_cache
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, parse_qsl, unquote, urlsplit

from tornado.httputil import HTTPServerRequest

from automation.rehearsal.call import Answer
from automation.rehearsal.pages import people as network_pages
from automation.rehearsal.pages.words import BANNER, language_of
from automation.rehearsal.sheets.faults import CATALOGUE
from automation.rehearsal.sheets.pages.acts import act
from automation.rehearsal.sheets.pages.fault_words import FAULT_WORDS
from automation.rehearsal.sheets.pages.grid import css_colour, grid_view
from automation.rehearsal.sheets.pages.words import WORDS
from automation.rehearsal.sheets.person import Person
from automation.rehearsal.sheets.refusals import denied, refused
from automation.rehearsal.sheets.requests.talking import shown_comment
from automation.rehearsal.sheets.sheet import Sheet
from automation.rehearsal.sheets.world import OWNER, File, SheetsWorld

if TYPE_CHECKING:
    from tornado.template import Loader

_HERE = Path(__file__).parent
_STYLE = Path(network_pages.__file__).with_name("style.css")
_POLICY = (
    "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "style-src 'self' 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
)


def page(world: SheetsWorld, request: HTTPServerRequest) -> Answer:
    """Return a page, or do what a page asks for.

    Raises:
        Refused: it asks for what is not possible, or from another site.
    """
    path = unquote(request.path)
    if request.method == "POST":
        _check_origin(request)
        return _done(world, request, path)
    if path in _FILES:
        return _file_answer(path)
    if path == "/":
        return _index(world, request)
    if path == "/rehearsal":
        return _control(world, request)
    if path.startswith("/d/"):
        return _spreadsheet(world, request, world.files.get(_key(path)))
    if "text/html" in request.headers.get("Accept", ""):
        return _gone(request)
    raise refused(404, "Requested entity was not found.")


def _done(world: SheetsWorld, request: HTTPServerRequest, path: str) -> Answer:
    if path == "/new":
        return _made(world, request)
    if path == f"/d/{_key(path)}/act" and _key(path) in world.files:
        return _acted(world, request, world.files[_key(path)])
    if path in ("/rehearsal/faults", "/rehearsal/clear"):
        return _armed(world, request, path)
    raise refused(404, "Requested entity was not found.")


def _key(path: str) -> str:
    return path.removeprefix("/d/").split("/")[0]


def _index(world: SheetsWorld, request: HTTPServerRequest) -> Answer:
    files = sorted(world.files.values(), key=lambda one: one.modified_at, reverse=True)
    return _page("index.html", request, files=[_listed(one) for one in files])


def _listed(file: File) -> dict[str, object]:
    return {
        "id": file.book.id,
        "title": file.book.title,
        "tabs": ", ".join(one.title for one in file.book.sheets if not one.is_hidden),
        "by": file.modified_by,
        "at": f"{file.modified_at:%Y-%m-%d %H:%M} UTC",
    }


def _spreadsheet(world: SheetsWorld, request: HTTPServerRequest, file: File | None) -> Answer:
    if file is None:
        return _gone(request)
    book, query = file.book, parse_qs(request.query)
    people = [one.address for one in file.permissions if one.address]
    asked = query.get("as", [file.owner])[-1]
    person = asked if asked in people else file.owner
    shown = [one for one in book.sheets if not one.is_hidden]
    wanted = query.get("tab", [""])[-1]
    sheet = next((one for one in shown if str(one.id) == wanted), shown[0])
    grid = grid_view(world.calculator(book), world.draft(file, person), sheet)
    return _page(
        "spreadsheet.html",
        request,
        file=_listed(file),
        grid=grid,
        sheet=sheet,
        tabs=[(one, _tab_colour(one)) for one in shown],
        people=people,
        person=person,
        comments=[_comment(one, person) for one in book.comments_on(sheet.id)],
    )


def _tab_colour(sheet: Sheet) -> str:
    colour = (sheet.facts.get("tabColorStyle") or {}).get("rgbColor")
    return css_colour(colour) if colour else "transparent"


def _comment(one: dict[str, Any], person: str) -> dict[str, object]:
    thread = shown_comment(one, person)
    return {**thread, "posts": [thread["headPost"], *thread.get("replies", [])]}


def _control(world: SheetsWorld, request: HTTPServerRequest) -> Answer:
    return _page(
        "control.html",
        request,
        armed=list(world.faults.armed.values()),
        faults=FAULT_WORDS,
        calls=world.call_counts().most_common(),
    )


def _armed(world: SheetsWorld, request: HTTPServerRequest, path: str) -> Answer:
    name = _form(request).get("name", "")
    if path == "/rehearsal/clear":
        world.faults.clear()
    elif name in CATALOGUE:
        world.faults.add(CATALOGUE[name])
    else:
        raise refused(400, f"Unknown fault. Known are: {', '.join(CATALOGUE)}")
    return Answer(status=303, headers=(("Location", f"/rehearsal?{request.query}"),))


def _form(request: HTTPServerRequest) -> dict[str, str]:
    return dict(parse_qsl(request.body.decode("utf-8", "replace")))


def _made(world: SheetsWorld, request: HTTPServerRequest) -> Answer:
    title = _form(request).get("title", "").strip() or "Kalender"
    file = world.create(title, OWNER, timezone="Asia/Jakarta")
    return Answer(status=303, headers=(("Location", f"/d/{file.book.id}"),))


def _acted(world: SheetsWorld, request: HTTPServerRequest, file: File) -> Answer:
    try:
        told = json.loads(request.body)
        address = str(told.get("as") or file.owner)
    except (ValueError, AttributeError):
        raise refused(400, "The page sent something that is not JSON.") from None
    act(Person(world, file, address), told)
    return Answer(body=b"{}", content_type="application/json; charset=UTF-8")


def _check_origin(request: HTTPServerRequest) -> None:
    """Hold changes to our own pages: another site open in the same browser may not write.

    Raises:
        Refused: 403, the request comes from elsewhere.
    """
    origin = request.headers.get("Origin", "")
    if origin and urlsplit(origin).netloc != request.host:
        raise denied()


def _gone(request: HTTPServerRequest) -> Answer:
    return _page("gone.html", request, status=HTTPStatus.NOT_FOUND)


def _file_answer(path: str) -> Answer:
    source, kind = _FILES[path]
    return Answer(body=_read(source), content_type=f"{kind}; charset=utf-8")


def _page(
    template: str, request: HTTPServerRequest, *, status: int = 200, **values: object
) -> Answer:
    query = parse_qs(request.query)
    language = language_of(query.get("lang", [""])[-1], request.headers.get("Accept-Language", ""))
    kept = "".join(f"&{name}={query[name][-1]}" for name in ("tab", "as") if name in query)
    other = "en" if language == "id" else "id"
    body = (
        _templates()
        .load(template)
        .generate(
            banner=BANNER,
            words={name: one.say(language) for name, one in WORDS.items()},
            language=language,
            other=other,
            other_link=f"{request.path}?lang={other}{kept}",
            **values,
        )
    )
    return Answer(
        status=status,
        body=body,
        content_type="text/html; charset=utf-8",
        headers=(("Content-Security-Policy", _POLICY),),
    )


_FILES = {
    "/style.css": (_STYLE, "text/css"),
    "/sheet.css": (_HERE / "sheet.css", "text/css"),
    "/sheet.js": (_HERE / "sheet.js", "text/javascript"),
}


@lru_cache(maxsize=1)
def _templates() -> "Loader":
    from tornado.template import Loader

    return Loader(str(_HERE), whitespace="oneline")


@lru_cache(maxsize=4)
def _read(path: Path) -> bytes:
    return path.read_bytes()
