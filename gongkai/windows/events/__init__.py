"""窗口记事: praise and faults of windows, confirmed with proof (KF-T2.1, KF-T2.3)."""
