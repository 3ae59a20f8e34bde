"""组织保障: what stands behind the openness of each unit and what is missing, read off the facts (DY-1, TZ-6.1)."""
