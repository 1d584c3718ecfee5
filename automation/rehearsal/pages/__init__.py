"""Pages for people: what was posted, as it looks, and the trainer's control room."""
