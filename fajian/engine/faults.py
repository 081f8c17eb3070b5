"""What users can get wrong, said so that they can mend it."""

from __future__ import annotations

from dataclasses import dataclass, field


class InputError(Exception):
    """Something the user gave cannot be used: one Chinese sentence that says where, what, and what to do.

    Shown as it stands, never with a traceback. Anything else that is raised is a bug.
    """


@dataclass(frozen=True, slots=True)
class Fault:
    """One cell, row or sheet that could not be taken as it stands.

    `row` counts as the spreadsheet shows it (the first row is 1; 0 = the whole sheet); `column` is the heading, or the
    spreadsheet's letter where there is no heading; `value` is the text as found; `kind` is a word of the closed list
    in store.validate; `level` is "refused" (the row is not taken), "note" (taken after clean-up, said aloud); `cell` is
    the address as the spreadsheet shows it (C5), "" for rows and sheets.
    """

    file: str
    sheet: str
    row: int
    column: str
    value: str
    kind: str
    message: str
    level: str = "refused"
    cell: str = field(default="", compare=False)

    def __str__(self) -> str:
        where = "，".join(
            part
            for part in (
                self.file,
                self.sheet,
                f"第{self.row}行" if self.row else "",
                self.column and f"“{self.column}”列",
            )
            if part
        )
        return f"{where}：{self.message}"
