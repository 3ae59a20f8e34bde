"""工作要点台账: the year's plan, its tasks, their progress and checks, the three lists (BW-10, SQ-6.6)."""
