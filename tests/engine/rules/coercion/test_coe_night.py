"""COE-NIGHT: no execution between 22:00 and 06:00 or on holidays."""

from tests.engine.rules.spec import check


def test_ten_at_night_sharp_is_still_day() -> None:
    found = check(
        "COE-NIGHT",
        "coercions",
        """
        coercion_id  | kind     | started_at          | ended_at            | has_urgent_reason | verdict
        -------------|----------|---------------------|---------------------|-------------------|--------
        touches      | 强制拆除 | 2025-06-10 21:30:00 | 2025-06-10 22:30:00 | -                 | hit
        sharp        | 强制拆除 | 2025-06-11 21:00:00 | 2025-06-11 22:00:00 | -                 | clear
        a-second     | 强制拆除 | 2025-06-11 21:00:00 | 2025-06-11 22:00:01 | -                 | hit
        six-sharp    | 强制拆除 | 2025-06-11 06:00:00 | 2025-06-11 08:00:00 | -                 | clear
        before-six   | 强制拆除 | 2025-06-11 05:59:59 | 2025-06-11 08:00:00 | -                 | hit
        from-ten     | 强制拆除 | 2025-06-11 22:00:00 | -                   | -                 | hit
        two-days     | 强制拆除 | 2025-06-11 10:00:00 | 2025-06-12 09:00:00 | -                 | hit
        urgent       | 强制拆除 | 2025-06-10 21:30:00 | 2025-06-10 22:30:00 | 是                | clear
        make-up-day  | 强制拆除 | 2025-10-11 09:00:00 | 2025-10-11 11:00:00 | -                 | clear
        national-day | 强制拆除 | 2025-10-02 09:00:00 | 2025-10-02 11:00:00 | -                 | hit
        weekend      | 强制拆除 | 2025-06-14 09:00:00 | 2025-06-14 11:00:00 | -                 | clear
        seizure      | 扣押财物 | 2025-06-10 21:30:00 | 2025-06-10 22:30:00 | -                 | clear
        end-unsaid   | 强制拆除 | 2025-06-11 09:00:00 | -                   | -                 | unknown
        start-unsaid | 强制拆除 | -                   | -                   | -                 | unknown
        """,
    )
    assert "夜间" in found["touches"]["explanation"]
