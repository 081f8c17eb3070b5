"""INS-ONECUT: not all of a trade is closed in a week."""

from tests.engine.rules.spec import check

NAMES = ("penalty_id", "penalty_kinds", "party_industry", "violation_region_code", "decided_on", "outcome", "verdict")
STOP, BAKERS, TOWN = "责令停产停业", "C1411", "410402"


def table(*lines: tuple[str, ...]) -> str:
    return "\n".join(" | ".join(line) for line in (NAMES, *lines))


def orders(count: int, day: str, *, begin: int = 1, **other: str) -> list[tuple[str, ...]]:
    """Orders of one day, all clear."""
    industry, region = other.get("industry", BAKERS), other.get("region", TOWN)
    return [(f"{region}-{industry}-{n:02}", STOP, industry, region, day, "给予处罚", "clear")
            for n in range(begin, begin + count)]  # fmt: skip


def test_the_tenth_in_seven_days() -> None:
    found = check(
        "INS-ONECUT",
        "penalties",
        table(
            *orders(9, "2026-03-02"),
            ("W-last-day", STOP, BAKERS, TOWN, "2026-03-08", "给予处罚", "hit"),
            ("W-next", STOP, BAKERS, TOWN, "2026-03-08", "给予处罚", "hit"),
            ("Y-day-after", STOP, BAKERS, TOWN, "2026-03-09", "给予处罚", "clear"),
            *orders(9, "2026-03-02", industry="H6210"),
            ("X-other-trade", STOP, "C1419", TOWN, "2026-03-03", "给予处罚", "clear"),
            ("X-other-town", STOP, BAKERS, "410403", "2026-03-03", "给予处罚", "clear"),
            ("X-fine-only", "罚款", BAKERS, TOWN, "2026-03-03", "给予处罚", "clear"),
            ("X-spared", STOP, BAKERS, TOWN, "2026-03-03", "不予处罚", "clear"),
            ("X-no-trade", STOP, "-", TOWN, "2026-03-03", "给予处罚", "unknown"),
            ("X-no-town", STOP, BAKERS, "-", "2026-03-03", "给予处罚", "unknown"),
            ("X-no-kinds", "-", BAKERS, TOWN, "2026-03-03", "给予处罚", "unknown"),
        ),
        given={"agency_id": "A"},
    )
    assert "第10件责令停产停业" in found["W-last-day"]["explanation"]
