"""The spreadsheets as pages that people can look at and type into."""
