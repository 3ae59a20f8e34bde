"""The one way this room says no: a Chinese sentence that names file, sheet, row and column."""

from gongkai.tables.address import column_letters


class TableRefused(ValueError):
    """A table, or a cell of one, that cannot be taken.

    `reason` says what is wrong and what to do. `file`, `sheet`, `row` (from 1, as the spreadsheet shows it) and
    `column` (from 0) say where, as far as it is known.
    """

    def __init__(
        self, reason: str, *, file: str = "", sheet: str = "", row: int | None = None, column: int | None = None
    ) -> None:
        self.reason, self.file, self.sheet, self.row, self.column = reason, file, sheet, row, column
        super().__init__(f"{where}：{reason}" if (where := self.where) else reason)

    @property
    def where(self) -> str:
        """The place in words: 目标.xlsx，表“附件1”，第3行C列."""
        sheet = f"表“{self.sheet}”" if self.sheet else ""
        row = f"第{self.row}行" if self.row is not None else ""
        column = f"{column_letters(self.column)}列" if self.column is not None else ""
        return "，".join(part for part in (self.file, sheet, row + column) if part)

    def placed(self, *, file: str = "", sheet: str = "") -> "TableRefused":
        """The same refusal with the file and sheet filled in where they were not yet known."""
        return TableRefused(
            self.reason, file=self.file or file, sheet=self.sheet or sheet, row=self.row, column=self.column
        )
