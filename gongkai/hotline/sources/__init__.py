"""平台接入: rows of a 12345 platform come in by table or by the interface, each once, and replies go back."""
