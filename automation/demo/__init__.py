"""The demo: a fortnight of an invented coffee house, played through the product on this machine.

`play` makes a folder anew, lets people and jobs act day by day on the rehearsal network, runs the
whole job by Papermill, and tells what came of it. The story itself stands in `story.yaml`.
"""

from automation.demo.performance import play

__all__ = ["play"]
