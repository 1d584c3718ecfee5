"""In which language a member is spoken to: their own, or else the workbook's.

Column headers are always named as they stand in the workbook, whatever the member reads.
"""

from functools import partial

from automation.domain.learning.course import Course
from automation.domain.learning.voice import Voice, VoiceOf
from automation.domain.team.member import Member
from automation.jobs.context import Context
from automation.language import translator


def voices(ctx: Context, course: Course) -> VoiceOf:
    """Return the voice for each member; the workbook must have been read."""
    sheet = ctx.workbook.language
    header_of = partial(ctx.header_of, sheet)

    def voice_of(member: Member | None) -> Voice:
        language = (member and member.language) or sheet
        return Voice(course.in_language(language, translator(language)), header_of)

    return voice_of
