"""FIN-EDEV-HOT: devices watch the road, not the purse."""

import tempfile
from pathlib import Path

from tests.engine.rules.spec import check, lay_store, verdicts


def test_funding_and_the_clean_up() -> None:
    found = check(
        "FIN-EDEV-HOT",
        "facilities",
        """
        facility_id   | kind         | is_kept | funding  | verdict
        --------------|--------------|---------|----------|--------
        public        | 电子监控设备 | 是      | 财政     | clear
        share         | 电子监控设备 | 是      | 罚款分成 | hit
        per-fine      | 电子监控设备 | 是      | 按罚付费 | hit
        dropped       | 电子监控设备 | 否      | 财政     | hit
        dropped-idle  | 电子监控设备 | 否      | 财政     | clear
        kept-unsaid   | 电子监控设备 | -       | 财政     | unknown
        unsaid-idle   | 电子监控设备 | -       | 财政     | clear
        money-unsaid  | 电子监控设备 | 是      | -        | unknown
        a-checkpoint  | 检查站点     | 否      | -        | clear
        """,
        given={"agency_id": "A"},
        beside={
            "penalties": """
            penalty_id | facility_id  | outcome  | fine_yuan | decided_on
            -----------|--------------|----------|-----------|-----------
            P1         | dropped      | 给予处罚 | 200       | 2025-01-01
            P2         | dropped-idle | 给予处罚 | 200       | 2024-12-31
            P3         | kept-unsaid  | 给予处罚 | 200       | 2025-01-01
            P4         | dropped-idle | 不予处罚 | -         | 2025-01-01
            P5         | a-checkpoint | 给予处罚 | 200       | 2025-01-01
            """
        },
    )
    assert "未列入保留清单" in found["dropped"]["explanation"]


def hot(fines: list[int], decided_on: str = "2026-03-02") -> set[str]:
    """Devices of one agency that are hit, the n-th with so many fines."""
    devices = [
        {"facility_id": f"D{n}", "kind": "device", "agency_id": "A", "is_kept": "是", "funding": "budget"}
        for n in range(len(fines))
    ]
    cases = [
        {"penalty_id": f"{n}-{k}", "agency_id": "A", "facility_id": f"D{n}", "outcome": "penalty", "fine_yuan": "200",
         "decided_on": decided_on}
        for n, count in enumerate(fines)
        for k in range(count)
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        lay_store(Path(folder), {"facilities": devices, "penalties": cases}, {})
        return set(verdicts("FIN-EDEV-HOT", Path(folder)))


def test_a_device_far_above_its_peers() -> None:
    # The five others: mean 5, deviation 1 at least: 8 is three deviations, and not more.
    assert hot([8, 5, 5, 5, 5, 5]) == set()
    assert hot([9, 5, 5, 5, 5, 5]) == {"D0"}
    assert hot([9, 5, 5, 5, 5]) == set(), "four others are too few"
    assert hot([7, 0, 0, 0, 0, 0]) == set(), "seven fines are too few"
    assert hot([9, 5, 5, 5, 5, 5], "2023-11-21") == set(), "36 months are over"


def test_a_fifth_of_all_fines_where_ten_devices_bring_some() -> None:
    # The others 2, 2 and seven times 20: mean 16, three deviations end at 38. Of 180 fines 36 are a fifth.
    assert hot([36, 2, 2, *[20] * 7]) == {"D0"}
    assert hot([35, 2, 2, *[20] * 7]) == set()
    assert hot([36, 2, 2, *[20] * 6]) == set(), "nine devices are too few"
