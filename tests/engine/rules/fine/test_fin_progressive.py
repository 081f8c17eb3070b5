"""FIN-PROGRESSIVE: first the order, then its time, then the fine."""

from tests.engine.rules.spec import check

NORMS = """
norm_id | citation         | is_progressive
--------|------------------|---------------
F1      | 某条例第九条     | 是
F2      | 某条例第十条     | 否
F3      | 某条例第十一条   | -
"""


def test_an_order_that_had_lapsed() -> None:
    found = check(
        "FIN-PROGRESSIVE",
        "penalties",
        """
        penalty_id    | norm_id | decided_on | fine_yuan | correction_ordered_on | correction_due_on | rechecked_on | recheck_result | verdict
        --------------|---------|------------|-----------|-----------------------|-------------------|--------------|----------------|--------
        lapsed        | F1      | 2026-03-11 | 500       | 2026-03-02            | 2026-03-10        | 2026-03-11   | 未改正         | clear
        last-day      | F1      | 2026-03-10 | 500       | 2026-03-02            | 2026-03-10        | -            | -              | hit
        no-order      | F1      | 2026-03-11 | 500       | -                     | -                 | -            | -              | hit
        same-day      | F1      | 2026-03-02 | 500       | 2026-03-02            | -                 | -            | -              | hit
        day-before    | F1      | 2026-03-03 | 500       | 2026-03-02            | -                 | -            | -              | clear
        put-right     | F1      | 2026-03-11 | 500       | 2026-03-02            | 2026-03-10        | 2026-03-11   | 已改正         | hit
        right-later   | F1      | 2026-03-11 | 500       | 2026-03-02            | 2026-03-10        | 2026-03-12   | 已改正         | clear
        result-blank  | F1      | 2026-03-11 | 500       | 2026-03-02            | 2026-03-10        | 2026-03-11   | -              | unknown
        at-once       | F2      | 2026-03-11 | 500       | -                     | -                 | -            | -              | clear
        unmarked      | F3      | 2026-03-11 | 500       | -                     | -                 | -            | -              | clear
        no-clause     | -       | 2026-03-11 | 500       | -                     | -                 | -            | -              | unknown
        clause-clear  | -       | 2026-03-11 | 500       | 2026-03-02            | 2026-03-10        | -            | -              | clear
        not-in-books  | F9      | 2026-03-11 | 500       | -                     | -                 | -            | -              | unknown
        no-fine       | F1      | 2026-03-11 | 0         | -                     | -                 | -            | -              | clear
        old-law       | F1      | 2021-07-14 | 500       | -                     | -                 | -            | -              | hit
        new-law       | F1      | 2021-07-15 | 500       | -                     | -                 | -            | -              | hit
        no-version    | F1      | 2017-12-31 | 500       | -                     | -                 | -            | -              | unknown
        """,  # noqa: E501 - a table
        given={"agency_id": "A", "outcome": "给予处罚", "penalty_kinds": "罚款"},
        beside={"penalty_norms": NORMS},
    )
    assert found["old-law"]["basis"].startswith("行政处罚法(2017)")
    assert found["new-law"]["basis"].startswith("行政处罚法(2021)")
    assert "问题：改正期限没有届满。" in found["last-day"]["explanation"]


def test_a_sheet_without_orders() -> None:
    check(
        "FIN-PROGRESSIVE",
        "penalties",
        """
        penalty_id | norm_id | verdict
        -----------|---------|--------
        some       | F1      | unknown
        at-once    | F2      | clear
        """,
        given={"agency_id": "A", "outcome": "给予处罚", "penalty_kinds": "罚款", "fine_yuan": "500",
               "decided_on": "2026-03-11"},
        beside={"penalty_norms": NORMS},
        lacking={"penalties": ("correction_ordered_on",)},
    )  # fmt: skip
