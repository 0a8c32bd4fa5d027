"""Files that the bot sends: tables as CSV and XLSX, and how a file goes out."""

import csv
from collections.abc import Mapping, Sequence
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils.exceptions import IllegalCharacterError

Row = Mapping[str, str]
LONGEST_CELL = 32_767  # characters that a cell of a spreadsheet holds
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # what a spreadsheet takes for a formula when it begins a cell


def as_csv(head: Sequence[str], rows: Sequence[Row]) -> bytes:
    """The table as CSV in UTF-8 with a mark, which Excel wants; no cell can be taken for a formula."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_harmless(row.get(name, "")) for name in head] for row in rows)
    return out.getvalue().encode("utf-8-sig", "replace")


def as_xlsx(head: Sequence[str], rows: Sequence[Row]) -> bytes:
    """The table as an Excel workbook; every cell is text."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Chapar")
    sheet.freeze_panes = "A2"
    sheet.append([_cell(sheet, name, bold=True) for name in head])
    for row in rows:
        sheet.append([_cell(sheet, row.get(name, "")) for name in head])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text


def _cell(sheet: object, text: str, *, bold: bool = False) -> WriteOnlyCell:
    try:
        cell = WriteOnlyCell(sheet, text[:LONGEST_CELL])
    except IllegalCharacterError:
        printable = "".join(letter for letter in text if letter.isprintable() or letter == "\n")
        cell = WriteOnlyCell(sheet, printable[:LONGEST_CELL])
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    return cell
