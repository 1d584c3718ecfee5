"""What happened in the stories of this process: schedules, steps, runs, faults and acts by kind."""

from collections import Counter

TALLY: Counter[str] = Counter()
