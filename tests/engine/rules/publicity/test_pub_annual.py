"""PUB-ANNUAL: the report on a year is out by 31 January after."""

import tempfile
from pathlib import Path

from tests.engine.rules.spec import lay_store, rows, verdicts

CONTENT = {
    "agencies": """
    agency_id | name | nature
    ----------|------|---------
    A         | 甲   | 行政机关
    B         | 乙   | 行政机关
    """,
    "disclosures": """
    disclosure_id | agency_id | kind             | year | published_on
    --------------|-----------|------------------|------|-------------
    D1            | A         | 年度执法统计年报 | 2023 | 2024-01-31
    D2            | A         | 年度执法统计年报 | 2024 | 2025-02-01
    D3            | B         | 年度执法统计年报 | 2025 | 2026-01-05
    """,
    "deliveries": """
    agency_id | sheet        | covers_from_on | covers_to_on
    ----------|--------------|----------------|-------------
    A         | 主动公开事项 | 2017-01-01     | 2026-12-31
    """,
}


def test_three_years_are_judged_one_by_one() -> None:
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), {name: rows(text) for name, text in CONTENT.items()}, {})
        found = {record: row["verdict"] for record, row in verdicts("PUB-ANNUAL", Path(folder)).items()}
    assert found == {"A|2024": "hit", "A|2025": "hit", "B|2023": "unknown", "B|2024": "unknown"}
