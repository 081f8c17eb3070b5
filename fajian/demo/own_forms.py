"""自制样式: the city's office reads two blank annexes of its own; one is released, one waits to be looked at."""

from __future__ import annotations

import tempfile
from pathlib import Path

from fajian.engine.forms import drafts
from fajian.engine.office.sheets import EntryColumn, EntrySheet, write_entry_workbook
from fajian.ledgers import shaping
from fajian.ledgers.own import Form
from fajian.orgs.models import User

RELEASED, DRAFT = "街面巡查发现问题登记表", "涉企检查问题整改台账"
HEADINGS = {
    RELEASED: ("序号", "单位", "巡查日期", "巡查路段", "发现问题", "处理情况", "备注"),
    DRAFT: ("序号", "单位", "企业名称", "存在问题", "问题类型", "罚款金额", "整改措施", "整改时限", "是否销号"),
}


def read_blanks(by: User) -> None:
    """Read both; release the first."""
    first, _ = (read(by, title) for title in (RELEASED, DRAFT))
    form = shaping.edit_form(
        by=by, form=first, seen=first.version, title=RELEASED, annex="", row="plain",
        header=["填报单位(盖章)", "填报人"], columns=first.declared.columns,
    )  # fmt: skip
    shaping.release_form(by=by, form=form, seen=form.version)


def read(by: User, title: str) -> Form:
    """One blank: a sheet of its name with the headings in the first row."""
    with tempfile.TemporaryDirectory(prefix="fajian-demo-") as folder:
        blank = Path(folder) / f"{title}.xlsx"
        write_entry_workbook(blank, [EntrySheet(title, tuple(EntryColumn(label) for label in HEADINGS[title]))])
        (form,) = shaping.draft_forms(by=by, drafts=drafts.from_file(blank, Path(folder)))
    return form
