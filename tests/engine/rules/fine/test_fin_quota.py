"""FIN-QUOTA: no quota in a paper, no grant that follows the fines."""

import datetime as dt
import tempfile
from pathlib import Path

from tests.engine.rules.spec import check, lay_store, verdicts

AS_OF = dt.date(2026, 11, 21)


def test_what_a_reader_marked() -> None:
    found = check(
        "FIN-QUOTA",
        "disclosures",
        """
        disclosure_id | kind     | has_quota_wording | published_on | verdict
        --------------|----------|-------------------|--------------|--------
        marked        | 考核文件 | 是                | 2026-01-05   | hit
        other-paper   | 其他     | 是                | 2021-07-14   | hit
        free          | 考核文件 | 否                | 2026-01-05   | clear
        unread        | 考核文件 | -                 | 2026-01-05   | unknown
        unread-other  | 救济渠道 | -                 | 2026-01-05   | clear
        """,
        given={"agency_id": "A", "title": "考核办法"},
    )
    assert "第五十三条第三款" in found["other-paper"]["basis"]
    assert "第七十四条第三款" in found["marked"]["basis"]


def judged(grants: list[int], fines: list[int], *, lacking: tuple[int, int] | None = None) -> str | None:
    """The verdict on an agency with these yearly grants (2023–2025) and fines (2022–2024), spread over the months."""
    months = []
    for year in range(2022, 2026):
        for month in range(1, 13):
            row = {"agency_id": "A", "month_on": f"{year}-{month:02}-01"}
            if year > 2022 and (year, month) != lacking:
                row["appropriation_yuan"] = str(grants[year - 2023] / 12)
            if year < 2025:
                row["revenue_yuan"] = str(fines[year - 2022] / 12)
            months.append(row)
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), {"agency_months": months}, {})
        found = verdicts("FIN-QUOTA", Path(folder), as_of=AS_OF)
    return found["A|2025"]["verdict"] if found else None


def test_a_grant_that_follows_the_fines() -> None:
    fines = [1_200_000, 1_320_000, 1_440_000]
    assert judged([600_000, 660_000, 720_000], fines) == "hit"
    assert judged([600_000, 660_000, 756_000], fines) == "hit", "five in a hundred are the band"
    assert judged([600_000, 660_000, 768_000], fines) is None, "more are not"
    assert judged([600_000, 600_000, 600_000], fines) is None, "a steady grant"
    assert judged([600_000, 654_000, 714_000], [1_200_000, 1_308_000, 1_428_000]) is None, "fines that hardly moved"
    assert judged([600_000, 600_000, 600_000], [1_200_000] * 3) is None, "nothing moved"
    assert judged([0, 0, 0], fines) is None, "no grant at all"


def test_a_month_missing_cannot_be_judged() -> None:
    fines = [1_200_000, 1_320_000, 1_440_000]
    assert judged([600_000, 660_000, 720_000], fines, lacking=(2024, 7)) == "unknown"
