"""依申请公开: requests for information, taken in by every channel the law keeps open (条例-27 to 31)."""
