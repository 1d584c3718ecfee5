"""What a learner sees when something cannot be done: two sentences, and no traceback."""

from automation.errors import LembarError
from automation.language import Translate


class Refused(LembarError):
    """Something in a lesson cannot be done as asked; the learner reads why, and what to do.

    `then` is a further way out.
    """

    def __init__(self, error: LembarError, translate: Translate, *, then: str = "") -> None:
        super().__init__(error.what.template, error.fix.template, **error.what.facts)
        self.what, self.fix = error.what, error.fix
        said = error.say(translate)
        further = translate(then) if then else ""
        self.said = " ".join(text for text in (said, further) if text)
        self.args = (self.said,)

    def _render_traceback_(self) -> list[str]:
        """Return what IPython shows in place of a traceback."""
        return [self.said]
