"""Executes one notebook for Papermill and ends truthfully, whatever happens to its kernel.

Stock Papermill calls a killed or timed-out notebook "completed". The engine here, registered
with it under the name "lembar", writes down how a run really ended, and lets no secret into the
file. `automation.notebook_runner` is its only caller. This module and the small ones it names
load in a moment; `engine`, `client`, `kernel` and `record` load Papermill and Jupyter, and are
imported where a run begins.
"""

from automation.notebook_engine.outcome import Ending, explain
from automation.notebook_engine.result import Json, find_result
from automation.notebook_engine.scrubber import Scrubber
from automation.notebook_engine.stopper import Stopper
from automation.notebook_engine.terms import Execution, Progress, Terms

__all__ = [
    "Ending",
    "Execution",
    "Json",
    "Progress",
    "Scrubber",
    "Stopper",
    "Terms",
    "explain",
    "find_result",
]
