"""Single values: numbers without float noise, text without stray blanks."""

import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from gongkai.tables.refusal import TableRefused
from gongkai.tables.sheets import Value

DIGITS = 15
"""A spreadsheet keeps fifteen digits; what lies beyond is noise of its arithmetic, or was lost when it was typed."""

BLANKS = " \t\r\n\u00a0\u2002\u2003\u2009\u200b\u200c\u200d\u2060\u3000\ufeff"


def exact(number: float, row: int, column: int) -> int | Decimal:
    """A stored number in its shortest decimal form of at most fifteen digits; whole ones as int.

    Whole numbers of more digits are refused: identity, account and document numbers lose their last digits this way.
    """
    if abs(number) >= 10**DIGITS:
        raise TableRefused(
            "数字超过15位，表格软件已丢失末尾的数字。请把该列设为文本格式后重新填写。", row=row, column=column
        )
    if number.is_integer():
        return int(number)
    value = Decimal(f"{number:.{DIGITS}g}")
    return int(value) if value == value.to_integral_value() else value


def percent(number: int | Decimal) -> str:
    """A fraction that its sheet prints as a percentage, as text: 0.875 → 87.5%."""
    value = Decimal(number).scaleb(2)
    return f"{value.normalize():f}%" if value else "0%"


def tidy(text: str) -> str | None:
    """Text without blanks at its ends (Chinese full-width ones included) and with plain line ends; nothing → None."""
    return text.replace("_x000D_", "").replace("\r\n", "\n").strip(BLANKS) or None


def trimmed(values: Sequence[Value]) -> tuple[Value, ...]:
    """A row's values without the empty ones at its end."""
    end = len(values)
    while end and values[end - 1] is None:
        end -= 1
    return tuple(values[:end])


def folded(value: Value) -> str:
    """How headings are compared: width, case and blanks do not count, nor a colon or star at the end."""
    text = unicodedata.normalize("NFKC", str(value if value is not None else ""))
    return "".join(text.translate(_BRACKETS).split()).strip(BLANKS).rstrip(":*").casefold()


_BRACKETS = (
    str.maketrans("〔【[〈《{", "((((((") | str.maketrans("〕】]〉》}", "))))))") | dict.fromkeys(map(ord, BLANKS), " ")
)
