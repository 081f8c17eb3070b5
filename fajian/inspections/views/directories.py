"""名录库版本: the list, one version, its steps, the version as a workbook."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from fajian.core.downloads import workbook
from fajian.core.forms import CommandForm
from fajian.core.pages import bound, step
from fajian.core.paging import keyset
from fajian.engine.office.workbooks import Column, Sheet
from fajian.inspections import actions
from fajian.inspections.directories import COLUMNS, KEEPERS, LABELS, WORDS
from fajian.inspections.forms.targets import FiledForm, UnitForm
from fajian.inspections.models import Directory
from fajian.inspections.workflow import DIRECTORY
from fajian.orgs import history

SHOWN = 50  # lines a page writes out; the workbook holds all


def listing(request: HttpRequest) -> HttpResponse:
    """Versions in reach, newest first."""
    rows = Directory.objects.visible_to(request.user).select_related("unit").defer("lines", "remarks")
    return render(request, "inspections/directories.html", {"page": keyset(rows, request.GET)})


def visible(request: HttpRequest, number: int) -> Directory:
    """The version, or 404."""
    found: Directory = get_object_or_404(Directory.objects.visible_to(request.user).select_related("unit"), pk=number)
    return found


def told(line: dict[str, Any]) -> list[str]:
    """A line as people read it, in the order of COLUMNS, the keepers behind."""
    cells = [WORDS.get(name, {}).get(line[name], line[name]) for name in COLUMNS]
    return [*cells, *(["、".join(line[KEEPERS])] if KEEPERS in line else [])]


def headings(row: Directory) -> list[str]:
    """Over the lines."""
    return [*LABELS.values(), *(["监管单位"] if row.across else [])]


def directory(request: HttpRequest, number: int) -> HttpResponse:
    """One version with its first lines."""
    row = visible(request, number)
    context = {
        "row": row,
        "headings": headings(row),
        "lines": [list(zip(headings(row), told(line), strict=True)) for line in row.lines[:SHOWN]],
        "more": max(row.count - SHOWN, 0),
        "steps": steps(row, request.user),
        "history": history.of(row),
    }
    return render(request, "inspections/directory.html", context)


def steps(row: Directory, user: Any) -> list[tuple[str, str]]:
    """(name, button) of what this person may do with it now."""
    allowed = DIRECTORY.allowed(row.state, user.role)
    return [(one.name, one.button) for one in allowed if one.name != "hand_up" or not row.across]


def make(request: HttpRequest) -> HttpResponse:
    """成册."""
    return _made(request, actions.make_directory, "成册", "把名录现在的样子定为一版，编号、算出摘要，以后不再变动。")


def merge(request: HttpRequest) -> HttpResponse:
    """汇总."""
    told = "辖区内各单位最近一次报送的名录按代码合并；几个单位说法不一的列出来，信用、风险取较差的一级。"
    return _made(request, actions.merge_directories, "汇总跨部门名录库", told)


def _made(request: HttpRequest, command: Any, title: str, lead: str) -> HttpResponse:
    made = list[Directory]()

    def act(form: Any) -> str:
        made.append(command(by=request.user, **form.command, unit=form.cleaned_data["unit"]))
        return f"{made[0]}已成册，共 {made[0].count} 个对象。"

    form, back = bound(request, UnitForm, user=request.user), reverse("inspections:directories")
    return step(request, form, act, back, title=title, lead=lead, onward=lambda: made[0].get_absolute_url())


def take(request: HttpRequest, number: int, name: str) -> HttpResponse:
    """报送汇总, 登记备案."""
    row = visible(request, number)
    button = dict(steps(row, request.user)).get(name)
    if button is None:
        raise Http404

    def act(form: Any) -> str:
        said = {"by": request.user, **form.command, "directory": row, "seen": form.version or 0}
        if name == "hand_up":
            actions.hand_up(**said)
            return "已报送汇总。"
        actions.file_directory(**said, **form.values)
        return "已登记备案。"

    kinds: Any = {"hand_up": CommandForm, "file": FiledForm}
    form = bound(request, kinds[name], row=row)
    facts = [("对象数", str(row.count)), ("名录摘要", row.digest)]
    return step(request, form, act, row.get_absolute_url(), title=button, lead=f"{row.unit.name}，{row}", facts=facts)


def export(request: HttpRequest, number: int) -> HttpResponse:
    """The version as a workbook."""
    row = visible(request, number)
    columns = (Column("序号", 6), *(Column(heading, 18) for heading in headings(row)))
    lines: list[list[Any]] = [[place, *told(line)] for place, line in enumerate(row.lines, 1)]
    title = f"{row.unit.name}{row}"
    sheets = [Sheet(name="名录", title=title, columns=columns, rows=lines, note=f"名录摘要（SHA-256）：{row.digest}")]
    if row.remarks:
        sheets.append(Sheet("不一致之处", "各单位说法不一的", (Column("说明", 90),), [[one] for one in row.remarks]))
    return workbook(title, sheets, timezone.localdate())
