"""TRA-SUBST: no fine in place of a prosecution."""

from tests.engine.rules.spec import check
from tests.engine.rules.transfer.test_tra_thresh import BESIDE


def test_punished_without_the_police() -> None:
    found = check(
        "TRA-SUBST",
        "penalties",
        """
        penalty_id    | norm_id | crime_value_yuan | outcome  | decided_on | verdict
        --------------|---------|------------------|----------|------------|--------
        reached       | CRIME   | 50000            | 给予处罚 | 2026-03-02 | hit
        a-cent-less   | CRIME   | 49999.99         | 给予处罚 | 2026-03-02 | clear
        sent          | CRIME   | 60000            | 给予处罚 | 2026-03-02 | clear
        unpunished    | CRIME   | 60000            | 不予处罚 | 2026-03-02 | clear
        no-threshold  | NONE    | 60000            | 给予处罚 | 2026-03-02 | clear
        sum-unsaid    | CRIME   | -                | 给予处罚 | 2026-03-02 | unknown
        clause-unsaid | -       | 60000            | 给予处罚 | 2026-03-02 | unknown
        of-2017       | CRIME   | 60000            | 给予处罚 | 2021-07-14 | hit
        """,
        beside=BESIDE,
    )
    assert "第七条第二款" in found["of-2017"]["basis"]
    assert "第八条第二款" in found["reached"]["basis"]
