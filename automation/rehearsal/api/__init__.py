"""The handlers, by subject. Each is a plain function from a World and a Call to an Answer."""
