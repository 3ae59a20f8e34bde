"""解读: a policy and what explains it are planned, reviewed and published together (BW-7.3, SQ-5.1)."""
