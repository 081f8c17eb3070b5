"""CMP-REPEAT: what people complain of again and again has not been mended."""

from pathlib import Path

from tests.engine.rules.spec import Row, lay_store, verdicts

# Complaints by day: 2026-08-24 is the first of the last 90 days, 2026-05-26 the first of the 90 before.
GROUPS = {
    ("five", "乱罚款"): (["2026-08-24"] * 4 + ["2026-11-21"], "hit"),
    ("four", "乱罚款"): (["2026-08-23"] * 3 + ["2026-08-24"] * 4, "clear"),
    ("early", "乱罚款"): (["2026-08-23"] * 5, "clear"),
    ("two-topics", "乱罚款"): (["2026-09-01"] * 3, "clear"),
    ("two-topics", "乱检查"): (["2026-09-01"] * 2, "clear"),
    ("doubled", "乱检查"): (["2026-08-23"] * 2 + ["2026-09-01"] * 4, "hit"),
    ("not-doubled", "乱检查"): (["2026-08-23"] * 2 + ["2026-09-01"] * 3, "clear"),
    ("from-one", "乱检查"): (["2026-08-23"] + ["2026-09-01"] * 2, "clear"),
    ("three", "乱检查"): (["2026-05-26"] + ["2026-09-01"] * 3, "hit"),
    ("from-none", "乱检查"): (["2026-05-25"] + ["2026-09-01"] * 3, "clear"),
}
CODES = {"乱罚款": "fine", "乱检查": "inspection"}


def row(number: int, office: str, topic: str, day: str) -> Row:
    return {"complaint_id": f"C{number}", "agency_id": "H", "respondent_agency_id": office, "topic": topic,
            "received_on": day}  # fmt: skip


def test_five_in_ninety_days_or_twice_as_many_as_before(tmp_path: Path) -> None:
    told = [(office, topic, day) for (office, topic), (days, _) in GROUPS.items() for day in days]
    told += [("five", "", "2026-09-01"), ("", "乱罚款", "2026-09-01"), ("four", "乱罚款", "")]
    complaints = [row(number, *one) for number, one in enumerate(told)]
    lay_store(tmp_path, {"complaints": complaints}, {})
    found = verdicts("CMP-REPEAT", tmp_path)
    want = {f"{office}|{CODES[topic]}" for (office, topic), (_, verdict) in GROUPS.items() if verdict == "hit"}
    assert {record for record, one in found.items() if one["verdict"] == "hit"} == want == set(found)
    assert "乱罚款的投诉5件，此前90日0件；达到5件。" in found["five|fine"]["explanation"]
    assert found["five|fine"]["agency_id"] == "five"
