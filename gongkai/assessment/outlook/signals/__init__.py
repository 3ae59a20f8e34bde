"""提示: patterns that may make a score look better than the work; each explained, with its records, none punished."""
