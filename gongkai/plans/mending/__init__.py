"""三单: problem, measure and who answers, line by line, for what must be mended (BW-10)."""
