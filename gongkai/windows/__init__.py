"""政务服务: centres and their windows, who serves there, what is handled there, online and at the counter (KF-2.1)."""
