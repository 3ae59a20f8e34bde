"""服务中心: centres, agreed to by another hand, public with their windows, looked at on site (KF-2.1, KF-5.2)."""
