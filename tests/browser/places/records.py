"""Enforcement records, runs and findings."""

from __future__ import annotations

from tests.browser.places.finder import Finder
from tests.browser.site import Site


def records(f: Finder) -> None:
    """Batches with and without faults, rows."""
    f.add("jd1", "records:batches")
    f.add("cg-tb", "records:hand_in")
    codes = dict(
        f.site.rows("SELECT b.state || u.name, b.code FROM records_batch b JOIN orgs_unit u ON u.id = b.unit_id")
    )
    faulty, refused = codes["imported安澜市城市管理局"], codes["refused安澜市交通运输局"]
    for code in (faulty, refused, codes["withdrawn安澜市生态环境局"], codes["imported安澜市人民政府"]):
        f.add("jd1", "records:batch", code)
    f.add("jd1", "records:faults", code=faulty, form="xlsx")
    f.add("jd1", "batch_rules", faulty)
    f.add("jd1", "records:sheets", refused)
    f.add("jd1", "records:map_headings", refused, 0, query="table=penalties")
    f.add("cg-tb", "records:withdraw", faulty)
    f.add("cg-tb", "records:template", "short")
    f.add("cg-tb", "records:columns")
    f.add("cg-tb", "records:columns", query="table=penalties")
    f.add("cg-tb", "records:browse")
    f.add("cg-tb", "records:quality")
    f.add("jd1", "records:quality")
    f.add("jd1", "records:quality_file", "xlsx")
    f.add("cg-tb", "records:rows", "penalties")
    f.add("cg-tb", "records:record", "penalties", penalty(f.site))


def penalty(site: Site) -> str:
    """A penalty of the 城市管理局 with a finding."""
    return str(site.one("SELECT f.record_id FROM screening_finding f JOIN orgs_unit u ON u.id = f.unit_id "
                        "WHERE f.subject = 'penalties' AND u.name = '安澜市城市管理局'"))  # fmt: skip


def screening(f: Finder) -> None:
    """Findings in every state, for both sides."""
    f.add("jd1", "screening:findings")
    f.add("cg-tb", "screening:findings")
    f.add("jd1", "screening:findings", query="handed=given")
    f.add("jd1", "screening:count")
    f.add("jd1", "screening:judge")
    f.add("cg-tb", "screening:judge")
    f.add("jd1", "screening:file", "xlsx")
    for state in ("open", "explained", "admitted", "dismissed", "exempt", "confirmed"):
        number = f.site.one("SELECT f.id FROM screening_finding f JOIN orgs_unit u ON u.id = f.unit_id "
                            "WHERE f.state = ? ORDER BY u.name <> '安澜市城市管理局'", state)  # fmt: skip
        f.add("jd1", "screening:finding", number)
        if state == "open":
            f.add("cg-tb", "screening:finding", number)
    f.add("jd1", "screening:runs")
    f.add("jd1", "screening:ask")
    f.add("jd1", "packs")
    f.add("cg-tb", "packs")
    f.add("jd1", "make_pack")
    pack = f.site.one("SELECT id FROM screening_pack WHERE ended_on IS NULL")
    f.add("jd1", "pack", pack)
    f.add("cg-tb", "pack", pack)
    for step in ("put_off", "set_value", "end_pack"):
        f.add("jd1", step, pack)
    f.add("jd1", "take_back", f.site.one("SELECT id FROM screening_pack_line WHERE pack_id = ?", pack))
    f.add("jd1", "screening:run", f.site.one("SELECT id FROM screening_run"))
