"""What `lembar course certificate` does: write a page for who has finished, or recompute one."""

import re
from pathlib import Path

from automation.cli.cohort import Read, write_page
from automation.cli.terminal import Terminal
from automation.course.certificate_page import KIND, certificate_page, facts_in
from automation.course.page import clean
from automation.domain.learning.certificate import Checked, certificate_of, compare
from automation.domain.learning.finish import shortfall
from automation.domain.learning.progress import is_learner
from automation.domain.team.member import Member, find_member
from automation.errors import ConfigError
from automation.language import mark, translator
from automation.workbook.open_tab import nearest


def write_certificates(terminal: Terminal, found: Read, name: str, folder: str) -> int:
    """Write the pages of one member or of all who have finished; 1 when the one named has not."""
    if name:
        return 0 if _write(terminal, found, _named(found, name), folder) else 1
    learners = [one for one in found.desk.members.values() if is_learner(one)]
    written = [_write(terminal, found, one, folder) for one in learners]
    terminal.say(
        mark("Certificates: {count}, of {learners} learners."),
        count=sum(written),
        learners=len(learners),
    )
    return 0


def _named(found: Read, name: str) -> Member:
    members = found.desk.members
    member = find_member(members.values(), name)
    if member is None:
        raise ConfigError(
            mark("There is nobody called “{name}” in the tab Members."),
            mark("Did you mean “{nearest}”? Write the name as it stands there, or the e-mail."),
            name=name,
            nearest=nearest(name, list(members)),
        )
    return member


def _write(terminal: Terminal, found: Read, member: Member, folder: str) -> bool:
    """Write a member's page, or say what the course lacks; return whether it was written."""
    lacking = shortfall(member, found.desk.assignments, found.course.kinds)
    if lacking:
        terminal.say(mark("{member} has not finished the course:"), member=member.id)
        for sentence in lacking:
            print(f"  {sentence.say(terminal.translate)}")
        return False
    language = found.wished or member.language or found.language
    certificate = certificate_of(found.desk, member, issued_at=found.now, language=language)
    words = re.findall(r"[^\W_]+", member.id.casefold())
    path = Path(folder) / f"{'-'.join(words) or 'member'}.html"
    kind = f"{KIND} · {clean(member.id)}"
    write_page(path, certificate_page(certificate, translator(language)), kind)
    terminal.say(mark("{member}: {path}"), member=member.id, path=path)
    for sentence in compare(certificate, found.desk, found.course.kinds).unproven:
        print(f"→ {sentence.say(terminal.translate)}")
    return True


def check_certificate(terminal: Terminal, found: Read, file: str) -> int:
    """Recompute a certificate from the workbook; 1 when anything differs."""
    path = Path(file)
    if not path.is_file():
        raise ConfigError(
            mark("There is no file {file}."),
            mark("Name the .html file that “lembar course certificate” made."),
            file=file,
        )
    text = path.read_text(encoding="utf-8", errors="replace")
    certificate = facts_in(text, file)
    checked = compare(certificate, found.desk, found.course.kinds)
    is_page = certificate_page(certificate, translator(certificate.language)) == text
    _say_found(terminal, checked, is_page=is_page)
    if checked.differences or not is_page:
        return 1
    terminal.say(
        mark("The certificate of {member} holds: {count} assignments stand in {workbook} as it says."),
        member=certificate.member,
        count=len(certificate.parts),
        workbook=found.address,
    )  # fmt: skip
    return 0


def _say_found(terminal: Terminal, checked: Checked, *, is_page: bool) -> None:
    if not is_page:
        terminal.say(
            mark("What the page shows is not what its facts say, or another version of Lembar made it.")
        )  # fmt: skip
    for sentence in checked.differences:
        print(f"✗ {sentence.say(terminal.translate)}")
    for sentence in checked.unproven:
        print(f"→ {sentence.say(terminal.translate)}")
