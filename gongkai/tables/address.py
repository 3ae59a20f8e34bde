"""Where a cell stands: numbers to letters and back, as a spreadsheet names them."""

from functools import lru_cache


def column_letters(index: int) -> str:
    """0 → A, 25 → Z, 26 → AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@lru_cache(maxsize=1024)
def column_index(letters: str) -> int:
    """A → 0, Z → 25, AA → 26."""
    index = 0
    for letter in letters.upper():
        index = index * 26 + ord(letter) - ord("A") + 1
    return index - 1


def split_reference(reference: str) -> tuple[int, int]:
    """A reference as stored in a file, `C3`, → (row from 1, column from 0)."""
    letters = reference.rstrip("0123456789")
    return int(reference[len(letters) :]), column_index(letters)
