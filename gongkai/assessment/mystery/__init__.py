"""暗访测试: calls, letters, web requests and visits that nobody at the tested unit knows of (H18)."""
