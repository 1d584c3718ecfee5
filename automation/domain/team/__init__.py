"""The people, their channels, and how they want Lembar to behave."""
