"""One file a job: read, decide with pure functions, act, write. Called by notebooks and the command."""
