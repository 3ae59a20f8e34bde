"""过错追究 (KF-2.2): a fault in handling a case is found, the unit is heard, the leaders decide what follows."""
