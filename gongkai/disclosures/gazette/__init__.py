"""政府公报: an issue gathered from papers that are out, and the page on which it is put together (KF-3.2)."""
