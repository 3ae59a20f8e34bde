"""政务公开培训: the year's plan, each session and who was there (BW-12.2, SQ-6.5)."""
