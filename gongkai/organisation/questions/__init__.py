"""疑难问题: hard questions on requests and how they are to be handled, on a shelf for everybody here (TZ-6.2)."""
