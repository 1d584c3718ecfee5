"""What a post is, and what a network would be sent of it."""
