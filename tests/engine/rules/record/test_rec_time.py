"""REC-TIME: the recording began when the act did."""

from tests.engine.rules.spec import check

RECORDINGS = """
recording_id | act_kind | act_id      | started_at
-------------|----------|-------------|--------------------
V1           | 行政检查 | half-late   | 2026-03-02 10:30:00
V2           | 行政检查 | later       | 2026-03-02 10:30:01
V3           | 行政检查 | half-early  | 2026-03-02 09:30:00
V4           | 行政检查 | earlier     | 2026-03-02 09:29:59
V5           | 行政检查 | in-parts    | 2026-03-02 10:00:00
V6           | 行政检查 | in-parts    | 2026-03-02 12:00:00
V7           | 行政检查 | part-unsaid | 2026-03-02 12:00:00
V8           | 行政检查 | part-unsaid | -
V9           | 行政检查 | early-sure  | 2026-03-02 09:00:00
V10          | 行政检查 | early-sure  | -
V11          | 行政检查 | act-unsaid  | 2026-03-02 12:00:00
V12          | 行政强制 | C1          | 2026-03-02 12:00:00
"""


def test_half_an_hour_either_way() -> None:
    check(
        "REC-TIME",
        "inspections",
        """
        inspection_id | started_at          | verdict
        --------------|---------------------|--------
        half-late     | 2026-03-02 10:00:00 | clear
        later         | 2026-03-02 10:00:00 | hit
        half-early    | 2026-03-02 10:00:00 | clear
        earlier       | 2026-03-02 10:00:00 | hit
        in-parts      | 2026-03-02 10:00:00 | clear
        part-unsaid   | 2026-03-02 10:00:00 | unknown
        early-sure    | 2026-03-02 10:00:00 | hit
        act-unsaid    | -                   | unknown
        unrecorded    | 2026-03-02 10:00:00 | clear
        """,
        given={"agency_id": "A", "domain": "城市管理"},
        beside={"recordings": RECORDINGS},
    )
    measure = "coercion_id | started_at | verdict\nC1 | 2026-03-02 10:00:00 | hit"
    check("REC-TIME", "coercions", measure, given={"agency_id": "A", "kind": "扣押财物"},
          beside={"recordings": RECORDINGS})  # fmt: skip
