"""拟稿: the form of a draft with the checks beside it, kept while typing, side by side where two wrote at once."""
