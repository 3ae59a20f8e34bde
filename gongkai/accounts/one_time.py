"""A password that somebody else set: shown once, and good for nothing but choosing one's own (等保 身份鉴别)."""

import secrets

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for each other on paper: 0 o 1 l i
GROUPS, LONG = 4, 4


def password() -> str:
    """Sixteen signs in four groups, about 79 bits: k3mq-…"""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(LONG)) for _ in range(GROUPS))
