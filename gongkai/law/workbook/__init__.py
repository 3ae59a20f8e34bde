"""工作簿: a rulebook as an Excel workbook that an office reads and edits, and back again.

`write` and `read` lose nothing that the rulebook says: `load(text)` equals `load` of what `read` makes of `write`'s
workbook, places and the file's own bytes aside. Comments of the YAML do not survive, nor does its layout.
"""

from gongkai.law.workbook.reading import Draft, read
from gongkai.law.workbook.writing import blank, write

__all__ = ["Draft", "blank", "read", "write"]
