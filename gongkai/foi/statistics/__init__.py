"""What became of requests over a period, read off the trail as it stood at any moment."""
