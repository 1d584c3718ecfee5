"""One function for each method of the API, and the table of their addresses."""
