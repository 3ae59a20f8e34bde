"""公文要素: what an official paper must bear, what it points to, and what its page tells of that (GB/T 9704, KF-0)."""
