"""PEN-037-OLDNEW: of the old and the new clause the lighter one."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check

GIVEN = {"outcome": "给予处罚", "decided_on": "2025-06-02"}
# LAW: 5000–20000 till 2024-12-31, then 1000–10000. RISE: 1000 then 2000 at most. SAME: equal tops, the newer lower end
# lower. GONE: repealed. FORM: a span became a multiple. CHAIN: three versions.
NORMS = """
norm_id | citation | effective_from_on | effective_to_on | successor_norm_id | fine_mode | base     | min_yuan | max_yuan | min_times | max_times
--------|----------|-------------------|-----------------|-------------------|-----------|----------|----------|----------|-----------|----------
L-OLD   | 旧一条   | 2015-01-01        | 2024-12-31      | L-NEW             | 幅度      | -        | 5000     | 20000    | -         | -
L-NEW   | 新一条   | 2025-01-01        | -               | -                 | 幅度      | -        | 1000     | 10000    | -         | -
R-OLD   | 旧二条   | 2015-01-01        | 2024-12-31      | R-NEW             | 幅度      | -        | 0        | 1000     | -         | -
R-NEW   | 新二条   | 2025-01-01        | -               | -                 | 幅度      | -        | 0        | 2000     | -         | -
S-OLD   | 旧三条   | 2015-01-01        | 2024-12-31      | S-NEW             | 幅度      | -        | 500      | 2000     | -         | -
S-NEW   | 新三条   | 2025-01-01        | -               | -                 | 幅度      | -        | 100      | 2000     | -         | -
G-OLD   | 旧四条   | 2015-01-01        | 2024-12-31      | -                 | 幅度      | -        | 0        | 1000     | -         | -
F-OLD   | 旧五条   | 2015-01-01        | 2024-12-31      | F-NEW             | 幅度      | -        | 0        | 1000     | -         | -
F-NEW   | 新五条   | 2025-01-01        | -               | -                 | 倍数      | 货值金额 | -        | -        | 1         | 3
M-OLD   | 旧六条   | 2015-01-01        | 2024-12-31      | M-NEW             | 倍数      | 货值金额 | -        | -        | 5         | 10
M-NEW   | 新六条   | 2025-01-01        | -               | -                 | 倍数      | 货值金额 | -        | -        | 1         | 10
C-1     | 旧七条   | 2015-01-01        | 2022-12-31      | C-2               | 幅度      | -        | 0        | 3000     | -         | -
C-2     | 中七条   | 2023-01-01        | 2024-12-31      | C-3               | 幅度      | -        | 0        | 2000     | -         | -
C-3     | 新七条   | 2025-01-01        | -               | -                 | 幅度      | -        | 0        | 1000     | -         | -
LOST    | 旧八条   | 2015-01-01        | 2024-12-31      | NOWHERE           | 幅度      | -        | 0        | 1000     | -         | -
"""


def test_the_lighter_version_applies() -> None:
    found = check(
        "PEN-037-OLDNEW",
        "penalties",
        """
        penalty_id     | norm_id | act_end_on | verdict
        ---------------|---------|------------|--------
        kept-old       | L-OLD   | 2024-12-31 | hit
        took-new       | L-NEW   | 2024-12-31 | clear
        under-new      | L-NEW   | 2025-01-01 | clear
        old-for-new    | L-OLD   | 2025-01-01 | clear
        took-heavier   | R-NEW   | 2024-12-31 | hit
        heavier-day    | R-NEW   | 2025-01-01 | clear
        kept-lighter   | R-OLD   | 2024-12-31 | clear
        lower-end      | S-OLD   | 2024-12-31 | hit
        repealed       | G-OLD   | 2024-12-31 | hit
        other-form     | F-OLD   | 2024-12-31 | unknown
        times-lower    | M-OLD   | 2024-12-31 | hit
        times-new      | M-NEW   | 2024-12-31 | clear
        two-on         | C-1     | 2022-06-01 | unknown
        from-two-on    | C-3     | 2022-06-01 | unknown
        one-on         | C-2     | 2024-06-01 | hit
        next-not-there | LOST    | 2024-12-31 | unknown
        day-unsaid     | L-OLD   | -          | unknown
        never-changed  | C-3     | 2025-02-01 | clear
        no-clause      | -       | 2024-12-31 | unknown
        not-in-library | N9      | 2024-12-31 | unknown
        """,
        given=GIVEN,
        beside={"penalty_norms": NORMS},
    )
    assert "新罚则较轻" in found["kept-old"]["explanation"]
    assert "旧罚则较轻" in found["took-heavier"]["explanation"]
    assert "已经废止" in found["repealed"]["explanation"]


def test_decided_before_the_change_or_before_the_article() -> None:
    norms = NORMS.replace("2024-12-31", "2021-05-31").replace("2025-01-01", "2021-06-01")
    check(
        "PEN-037-OLDNEW",
        "penalties",
        """
        penalty_id   | norm_id | act_end_on | decided_on | is_act_ongoing | filed_on   | outcome  | verdict
        -------------|---------|------------|------------|----------------|------------|----------|--------
        before-new   | L-OLD   | 2021-03-01 | 2021-05-31 | -              | -          | 给予处罚 | clear
        no-article   | L-OLD   | 2021-03-01 | 2021-07-14 | -              | -          | 给予处罚 | clear
        article      | L-OLD   | 2021-03-01 | 2021-07-15 | -              | -          | 给予处罚 | hit
        unpunished   | L-OLD   | 2021-03-01 | 2021-07-15 | -              | -          | 不予处罚 | clear
        going-on     | R-NEW   | -          | 2021-08-02 | 是             | 2021-06-10 | 给予处罚 | clear
        going-before | R-NEW   | -          | 2021-08-02 | 是             | 2021-05-10 | 给予处罚 | hit
        """,
        beside={"penalty_norms": norms},
    )
