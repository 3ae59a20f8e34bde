"""Check digits and shapes of the numbers that name people, accounts and bodies. Digits are ASCII here."""

from datetime import date

PROVINCES = frozenset(
    str(code)
    for codes in (
        range(11, 16),
        range(21, 24),
        range(31, 38),
        range(41, 47),
        range(50, 55),
        range(61, 66),
        [71, 81, 82, 83],
    )
    for code in codes
)
"""First two digits of an area (GB/T 2260); 81 to 83 also open the residence permits of 港澳台 residents."""

ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
ID_CHECKS = "10X98765432"
OLDEST = 1850

CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
CODE_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
CODE_KINDS = {
    "1": "1239", "2": "19", "3": "123459", "4": "19", "5": "1239", "6": "129", "7": "129", "8": "19", "9": "1239",
    "A": "19", "N": "1239", "Y": "1",
}  # fmt: skip
"""Registering department (first sign) → kinds of body it registers (second sign), GB 32100."""

BODY_SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
BODY_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

CARD_LENGTHS = {"62": (16, 17, 18, 19), "60": (16, 19), "4": (16,), "5": (16,), "35": (16,), "9": (16, 19)}
"""How bank cards issued in China begin, and their lengths; 62 is UnionPay's own.

Old cards of single banks begin with 9; Visa and Mastercard have 16 digits, so an 18-digit code of an area that begins
with 5 is none.
"""


def is_identity_number(number: str) -> bool:
    """An 18-digit citizen number (GB 11643): check digit, an existing day of birth, an existing province.

    Numbers of foreigners' residence cards of 2023 (9, then a province) follow the same sums.
    """
    if len(number) != 18 or not number[:17].isdigit() or not _is_area(number):
        return False
    return _is_day(number[6:14]) and number[17] == identity_check(number[:17])


def identity_check(front: str) -> str:
    """The check digit of the first seventeen digits: 0 to 9 or X."""
    return ID_CHECKS[sum(int(digit) * weight for digit, weight in zip(front, ID_WEIGHTS, strict=True)) % 11]


def is_old_identity_number(number: str) -> bool:
    """A 15-digit number of before 1999: province and a day of birth in the twentieth century; it has no check digit."""
    return len(number) == 15 and number.isdigit() and number[:2] in PROVINCES and _is_day("19" + number[6:12])


def is_credit_code(code: str) -> bool:
    """A unified social credit code (GB 32100): known kind of body, an area, and its check sign."""
    if len(code) != 18 or code[1] not in CODE_KINDS.get(code[0], "") or not set(code) <= set(CODE_SIGNS):
        return False
    return code[2:8].isdigit() and (code[2:4] in PROVINCES or code[2:4] == "10") and code[17] == credit_check(code[:17])


def credit_check(front: str) -> str:
    """The check sign of the first seventeen signs."""
    total = sum(CODE_SIGNS.index(sign) * weight for sign, weight in zip(front, CODE_WEIGHTS, strict=True))
    return CODE_SIGNS[(31 - total % 31) % 31]


def holds_body_code(code: str) -> bool:
    """Whether signs 9 to 17 of a credit code are a body code with its own check sign (GB 11714)."""
    body = code[8:17]
    total = sum(BODY_SIGNS.index(sign) * weight for sign, weight in zip(body[:8], BODY_WEIGHTS, strict=True))
    return body[8] == "0123456789X0"[(11 - total % 11)]


def is_card_number(number: str) -> bool:
    """A bank card: a prefix in use with a length of its own, and the Luhn sum (ISO/IEC 7812)."""
    lengths = CARD_LENGTHS.get(number[:2]) or CARD_LENGTHS.get(number[:1]) or ()
    return len(number) in lengths and number.isdigit() and luhn(number)


def luhn(number: str) -> bool:
    """Whether the digits' Luhn sum ends in zero."""
    doubled = (int(digit) * 2 for digit in number[-2::-2])
    total = sum(map(int, number[-1::-2])) + sum(digit - 9 if digit > 9 else digit for digit in doubled)
    return total % 10 == 0


def _is_area(number: str) -> bool:
    return number[:2] in PROVINCES or (number[0] == "9" and number[1:3] in PROVINCES)


def _is_day(digits: str) -> bool:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year >= OLDEST
    except ValueError:
        return False
