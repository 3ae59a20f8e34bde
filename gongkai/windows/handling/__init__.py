"""申办件: accepted outside, handled inside with joint parts, answered outside (KF-4.2.1)."""
