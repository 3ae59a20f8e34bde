"""检查发现: what the checks find in an edition and its files, and what a person in the right chair made of it."""
