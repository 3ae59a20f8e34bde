"""绩效考核权重: how much openness weighs in the year's performance appraisal (SQ-6.1)."""
