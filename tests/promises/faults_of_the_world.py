"""Faults of networks, files and the machine's own tabs, and what people must be told.

What happened, what to do and who does it, in these very words.
"""

import subprocess
import sys
import zipfile

from automation.jobs.by_name import job_named
from automation.rehearsal.network import Effect, Fault
from tests.desk_builder import SCHEMA
from tests.promises.fault_scene import OPERATOR, OWNER, POSTS, Scene, answer, fault, on_file
from tests.promises.faults_of_people import png
from tests.promises.processes import ROOT
from tests.wire.raw import closed_port

# Each fault stands in one line with what must be said of it.
# fmt: off


# The network
answer("connection cut before it was stored", Effect.CUT, "no answer came; it may be there or not", "choose an answer in “Is it there?”", OWNER)
answer("503 instead of an answer", Effect.STATUS, "no answer came", "choose an answer in", OWNER)
answer("web page instead of an answer", Effect.HTML, "no answer came", "choose an answer in", OWNER, status=200)
answer("redirect", Effect.REDIRECT, "no answer came", "choose an answer in", OWNER)
answer("too many requests", Effect.RATE_LIMITED, "too many requests", "the next run after that time tries again", OPERATOR)
answer("refused by the network", Effect.STATUS, "Mastodon refused what channel brand sent (422)", "Change the post; it is then tried again.", OWNER, status=422)
answer("not allowed to post", Effect.STATUS, "Mastodon refused the credential of channel brand (403)", "makes a new one, puts it into MASTODON_TOKEN_BRAND", "Whoever manages the channel", status=403)


@fault("answer lost, and the look for it fails", "no answer came; it may be there or not", "Look at http://127.0.0.1", OWNER)
def _(scene: Scene) -> str:
    scene.approved()
    scene.network.add_fault(Fault(effect=Effect.LOST, methods="^POST$", path=POSTS))
    scene.network.add_fault(
        Fault(effect=Effect.STATUS, status=500, path="/statuses$", methods="^GET$", count=9)
    )
    scene.run("publish", "09:05")
    return scene.problems()


@fault("no answer ever", "no answer came; it may be there or not", "Look at http://127.0.0.1", OWNER)
def _(scene: Scene) -> str:
    scene.approved()
    scene.network.add_fault(Fault(effect=Effect.NEVER, methods="^POST$", path=POSTS))
    scene.network.add_fault(
        Fault(effect=Effect.STATUS, status=500, path="/statuses$", methods="^GET$", count=9)
    )
    scene.run("publish", "09:05")
    return scene.problems()


@fault("token revoked", "Mastodon refused the credential of channel brand (401): The access token was revoked.", "makes a new one, puts it into MASTODON_TOKEN_BRAND", "Whoever manages the channel")
def _(scene: Scene) -> str:
    return scene.sent("token-revoked")


@fault("token missing", "Channel brand has no credential: MASTODON_TOKEN_BRAND is not set.", 'then runs "lembar doctor"', "Whoever manages the channel")
def _(scene: Scene) -> str:
    scene.team.tokens = {}
    return scene.planned()


@fault("token of another account", "opens @kopi_senja, but its address says @warung", "or gets the credential of @warung")
def _(scene: Scene) -> str:
    scene.team.write("channels", "brand", address=f"{scene.network.url}/@warung")
    return scene.sent()


@fault("server's limit became smaller", "which takes 140; the limit falls after", "Shorten it by 59", OWNER)
def _(scene: Scene) -> str:
    return scene.sent("shorter-posts", text="kopi susu " * 20)


@fault("server down", "Mastodon gave channel brand no usable answer: it could not be reached", "Nothing to do", "whoever manages the channel")
def _(scene: Scene) -> str:
    scene.team.write("channels", "brand", address=f"http://127.0.0.1:{closed_port()}/@kopi_senja")
    scene.approved()
    scene.run("publish", "09:05")
    return scene.problems()


@fault("upload never processed", "did not finish processing a file of channel brand", "the post's owner makes the file smaller")
def _(scene: Scene) -> str:
    scene.file("kopi.png", png())
    return scene.sent("media-stuck", media="kopi.png", alt_text="Kopi")


@fault("post deleted on the network", "It is no longer on brand.", "plan it as a new post", OWNER)
def _(scene: Scene) -> str:
    scene.sent()
    scene.network.add_fault(
        Fault(effect=Effect.STATUS, status=404, methods="^GET$", path="/statuses/")
    )
    scene.run("collect", "10:30")
    return scene.problems()


@fault("nobody ran it in time", "did not go out within 2 h", "no run took place in that time", "Set a new time", OWNER)
def _(scene: Scene) -> str:
    scene.approved()
    scene.run("publish", "11:30")
    return scene.problems()


# The machine's own tabs
@fault("damaged row in the machine's log", "Damaged rows in the machine's tabs were left out: Publications 2.", "Whoever runs Lembar puts back what stood there")
def _(scene: Scene) -> str:
    scene.sent()
    scene.team.book.fill("Publications", 1, {1: "kemarin"})
    return scene.needs()


@on_file
@fault("tampered approval", "Record 1 of the approval log (", "was changed after it was written.", "Compare the approvals tab with an older copy")
def _(scene: Scene) -> str:
    scene.approved()
    member = list(scene.team.records("approvals")[0]).index("member")
    scene.team.book.fill("Approvals", 1, {member: "Agus"})
    verify = [sys.executable, "-m", "automation", "verify", str(scene.path)]
    said = subprocess.run(verify, capture_output=True, text=True, check=False, cwd=ROOT)
    return " ".join(said.stdout.split())


# The workbook's file
@on_file
@fault("workbook open elsewhere", "is open in LibreOffice (Rina)", "Save and close it there; the next run tries again.")
def _(scene: Scene) -> str:
    scene.path.with_name(f".~lock.{scene.path.name}#").write_text(
        "Rina,rina,laptop,21.11.2026,file:///x"
    )
    return scene.planned()


@on_file
@fault("workbook not there", "There is no workbook", "Did you mean")
def _(scene: Scene) -> str:
    scene.path.rename(scene.path.with_name("kalendar.xlsx"))
    return scene.needs()


@on_file
@fault("tab missing", "has no tab “Publications”", "Run “lembar init")
def _(scene: Scene) -> str:
    scene.edit_file(lambda book: book.remove(book["Publications"]))
    return scene.needs()


@on_file
@fault("column missing", "has no column “Status”", "Name it so again, or run “lembar init")
def _(scene: Scene) -> str:
    scene.edit_file(
        lambda book: book["Calendar"].cell(
            1, list(SCHEMA.tabs["calendar"].fields).index("status") + 1, "Kondisi"
        )
    )
    return scene.needs()


@on_file
@fault("not a workbook", "it is not an .xlsx workbook", "save it as an .xlsx workbook")
def _(scene: Scene) -> str:
    scene.path.write_text("judul;teks")
    return scene.needs()


@on_file
@fault("zip bomb", "was not opened", "save it as an .xlsx workbook")
def _(scene: Scene) -> str:
    with zipfile.ZipFile(scene.path, "a", zipfile.ZIP_DEFLATED) as package:
        for number in range(9):
            package.writestr(f"xl/media/{number}.bin", bytes(120_000_000))
    return scene.needs()


@fault("unknown job", "There is no job “publsh”.", "Did you mean “publish”?")
def _(_: Scene) -> str:
    job_named("publsh")
    return ""
