"""What a password must be; and the one somebody else sets, good only for choosing one's own (等保 身份鉴别)."""

import secrets

from django.contrib.auth.password_validation import MinimumLengthValidator

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # without those that are taken for each other on paper: 0 o 1 l i
GROUPS, LONG = 4, 4


class LongEnough(MinimumLengthValidator):
    """In our own words: the library's sentence has lost its translation."""

    def get_error_message(self):
        return f"密码太短，至少要 {self.min_length} 位"


def one_time() -> str:
    """Sixteen signs in four groups, about 79 bits: k3mq-…"""
    return "-".join("".join(secrets.choice(SIGNS) for _ in range(LONG)) for _ in range(GROUPS))
