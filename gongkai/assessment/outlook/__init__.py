"""What a campaign looks like, now and beforehand: charts, the score so far, other rules, odd patterns, a re-scoring."""
