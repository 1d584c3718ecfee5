"""Decisions, their log, and what stands approved."""
