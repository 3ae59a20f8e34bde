"""办事事项: where items are handled, their guides, how far online, one subject for each (KF-2.1, KF-4.3)."""
