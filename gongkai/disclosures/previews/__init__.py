"""预览链接: a draft that passed secrecy review, shown for some days to somebody without an account (条例-17)."""
