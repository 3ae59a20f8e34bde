"""Lines of a calendar file (RFC 5545): words escaped, long lines folded, every line ended as the standard asks."""

from collections.abc import Iterable

LINE = 75  # bytes after which a line goes on in the next


def text(words: str) -> str:
    """Words as a value of type TEXT."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\n").replace("\n", "\\n")


def file(lines: Iterable[str]) -> bytes:
    """The file of these content lines."""
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()


def folded(line: str) -> str:
    """No part of a line is longer than ``LINE`` bytes, and no sign is cut in two."""
    parts, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LINE:
            parts.append(" ")
            size = 1
        parts[-1] += sign
        size += width
    return "\r\n".join(parts)
