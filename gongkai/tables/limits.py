"""How large a table may be, asked before it is read."""

from dataclasses import dataclass

from gongkai.tables.refusal import TableRefused


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds of one file.

    `size` and `unpacked` are bytes, `ratio` is unpacked to packed, `cells` counts rows × columns, `text` characters.
    """

    size: int = 20 * 1024 * 1024
    unpacked: int = 256 * 1024 * 1024
    ratio: int = 200
    parts: int = 1_000
    sheets: int = 100
    rows: int = 200_000
    columns: int = 1_000
    cells: int = 5_000_000
    text: int = 100_000


DEFAULT = Limits()


def check_size(size: int, limits: Limits, file: str) -> None:
    """Refuse a file of more bytes than allowed."""
    if size > limits.size:
        raise TableRefused(
            f"文件有{_megabytes(size)}，超过{_megabytes(limits.size)}的上限，请拆分后再上传。", file=file
        )


def check_extent(rows: int, columns: int, limits: Limits) -> None:
    """Refuse a sheet that reaches further than allowed; empty space inside it counts, for it costs memory too."""
    if rows > limits.rows:
        raise TableRefused(f"有{rows}行，超过{limits.rows}行的上限，请拆分后再上传。")
    if columns > limits.columns:
        raise TableRefused(f"有{columns}列，超过{limits.columns}列的上限，请删去不需要的列。")
    if rows * columns > limits.cells:
        raise TableRefused(f"有{rows}行、{columns}列，超过{limits.cells}格的上限，请拆分后再上传。")


def fits(rows: int, columns: int, limits: Limits) -> bool:
    """Whether a sheet of this extent is within the limits."""
    return rows <= limits.rows and columns <= limits.columns and rows * columns <= limits.cells


def _megabytes(size: int) -> str:
    return f"{size / 1024 / 1024:.1f}MB".replace(".0MB", "MB")
