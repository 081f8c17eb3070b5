"""PEN-075-SELFCORR: a known error is put right."""

from tests.engine.rules.spec import check


def test_past_its_day_and_still_standing() -> None:
    found = check(
        "PEN-075-SELFCORR",
        "ledger_issues",
        """
        issue_id      | act_kind | act_id  | is_illegal | due_on     | extended_to_on | closed_on  | verdict
        --------------|----------|---------|------------|------------|----------------|------------|--------
        past          | 行政处罚 | STANDS  | 是         | 2026-11-20 | -              | -          | hit
        last-day      | 行政处罚 | STANDS  | 是         | 2026-11-21 | -              | -          | clear
        extended      | 行政处罚 | STANDS  | 是         | 2026-10-01 | 2026-11-21     | -          | clear
        extended-over | 行政处罚 | STANDS  | 是         | 2026-10-01 | 2026-11-20     | -          | hit
        closed        | 行政处罚 | STANDS  | 是         | 2026-10-01 | -              | 2026-10-09 | clear
        annulled      | 行政处罚 | CHANGED | 是         | 2026-10-01 | -              | -          | clear
        lawful        | 行政处罚 | STANDS  | 否         | 2026-10-01 | -              | -          | clear
        no-day        | 行政处罚 | STANDS  | 是         | -          | -              | -          | clear
        unsaid        | 行政处罚 | STANDS  | -          | 2026-10-01 | -              | -          | unknown
        unsaid-closed | 行政处罚 | STANDS  | -          | 2026-10-01 | -              | 2026-10-01 | clear
        no-such-case  | 行政处罚 | GHOST   | 是         | 2026-10-01 | -              | -          | unknown
        a-licence     | 行政许可 | STANDS  | 是         | 2026-10-01 | -              | -          | clear
        old-text      | 行政处罚 | STANDS  | 是         | 2021-07-14 | -              | -          | hit
        """,
        given={"agency_id": "A"},
        beside={
            "penalties": """
            penalty_id | agency_id | decision_no | change_kind
            -----------|-----------|-------------|------------
            STANDS     | A         | 罚〔1〕号   | -
            CHANGED    | A         | 罚〔2〕号   | 撤销
            """
        },
    )
    assert "罚〔1〕号" in found["past"]["explanation"]
    assert "第五十四条第二款" in found["old-text"]["basis"]
    assert "第七十五条第二款" in found["past"]["basis"]
