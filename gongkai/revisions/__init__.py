"""动态调整: what stays under one name in public and changes round by round; lists and followed matters are kept so."""
