"""ACC-MUST: somebody answers for a lost case, or it says why not."""

from tests.engine.rules.spec import check


def test_held_or_twenty_characters_why_not() -> None:
    check(
        "ACC-MUST",
        "reviews_and_suits",
        """
        remedy_id    | agency_id | kind     | result         | effective_on | verdict
        -------------|-----------|----------|----------------|--------------|--------
        held         | A         | 行政复议 | 撤销           | 2026-03-02   | clear
        reasons      | A         | 行政诉讼 | 确认违法       | 2026-03-02   | clear
        scant        | A         | 行政诉讼 | 确认违法       | 2026-03-02   | hit
        reason-blank | A         | 行政诉讼 | 变更           | 2026-03-02   | unknown
        undecided    | A         | 行政诉讼 | 变更           | 2026-03-02   | hit
        nothing      | A         | 行政复议 | 撤销并责令重作 | 2026-03-02   | hit
        undeclared   | B         | 行政复议 | 撤销           | 2026-03-02   | unknown
        second-held  | A         | 行政复议 | 责令履行       | 2026-03-02   | clear
        upheld       | A         | 行政复议 | 维持           | 2026-03-02   | clear
        no-effect    | A         | 行政复议 | 撤销           | -            | clear
        effect-later | A         | 行政复议 | 撤销           | 2026-11-22   | clear
        claim        | A         | 国家赔偿 | 撤销           | 2026-03-02   | clear
        """,
        beside={
            "accountability": """
            accountability_id | agency_id | remedy_id    | decision | reason_chars
            ------------------|-----------|--------------|----------|-------------
            K1                | A         | held         | 追责     | -
            K2                | A         | reasons      | 不追责   | 20
            K3                | A         | scant        | 不追责   | 19
            K4                | A         | reason-blank | 不追责   | -
            K5                | A         | undecided    | -        | -
            K6                | A         | second-held  | 不追责   | 5
            K7                | A         | second-held  | 追责     | -
            """,
            "deliveries": """
            agency_id | sheet    | covers_from_on | covers_to_on
            ----------|----------|----------------|-------------
            A         | 责任追究 | 2017-01-01     | 2026-12-31
            """,
        },
    )
