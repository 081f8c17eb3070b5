"""FIN-REVGROWTH: revenue does not run ahead of cases."""

import tempfile
from pathlib import Path

from tests.engine.rules.spec import Row, lay_store, verdicts

Month = tuple[int, int, int]
BEFORE: Month = (10, 10000, 3000)


def months(agency: str, year: int, month: Month, count: int = 12) -> list[Row]:
    cases, revenue, largest = month
    return [
        {
            "agency_id": agency,
            "month_on": f"{year}-{n:02}-01",
            "penalty_count": str(cases),
            "revenue_yuan": str(revenue),
            "largest_case_yuan": str(largest),
        }
        for n in range(1, count + 1)
    ]


def judged(rows: list[Row]) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), {"agency_months": rows}, {})
        return {record: row["verdict"] for record, row in verdicts("FIN-REVGROWTH", Path(folder)).items()}


def years(agency: str, second: Month) -> list[Row]:
    """2024 as BEFORE, 2025 as given, and 2026 so far as 2025."""
    return months(agency, 2024, BEFORE) + months(agency, 2025, second) + months(agency, 2026, second, 10)


def test_revenue_must_outgrow_cases_with_and_without_the_largest_case() -> None:
    found = judged(
        years("grew", (10, 12000, 0))
        + years("less", (10, 11999, 0))
        + years("cases", (11, 12000, 0))
        + years("large", (10, 12000, 1))
        + years("large-enough", (10, 12001, 12))
        + [row | {"agency_id": "nothing-before"} for row in years("", (10, 12000, 0)) if row["month_on"] > "2025"]
    )
    assert found.pop("nothing-before|2025") == "unknown"
    assert found == {"grew|2025": "hit", "large-enough|2025": "hit"}


def test_the_running_year_is_held_against_the_same_months() -> None:
    found = judged(months("A", 2024, BEFORE) + months("A", 2025, BEFORE) + months("A", 2026, (10, 13000, 0), 11))
    assert found == {"A|2026": "hit"}


def test_a_missing_month_cannot_be_judged() -> None:
    whole = years("A", (10, 20000, 0))
    assert judged(whole) == {"A|2025": "hit"}
    assert judged([row for row in whole if row["month_on"] != "2025-12-01"]) == {"A|2025": "unknown"}
    blank = [row | {"revenue_yuan": ""} if row["month_on"] == "2026-03-01" else row for row in whole]
    assert judged(blank) == {"A|2025": "hit", "A|2026": "unknown"}
