"""PEN-040-EVID: nobody is punished on nothing."""

from tests.engine.rules.spec import check


def test_none_and_the_partys_word_alone() -> None:
    found = check(
        "PEN-040-EVID",
        "penalties",
        """
        penalty_id     | evidence_kinds                 | procedure | is_fast_track | outcome  | decided_on | verdict
        ---------------|--------------------------------|-----------|---------------|----------|------------|--------
        none           | 无                             | 普通程序  | -             | 给予处罚 | 2026-03-02 | hit
        none-summary   | 无                             | 简易程序  | -             | 给予处罚 | 2021-07-14 | hit
        statement      | 当事人陈述                     | 普通程序  | -             | 给予处罚 | 2026-03-02 | hit
        statement-fast | 当事人陈述                     | 普通程序  | 是            | 给予处罚 | 2026-03-02 | clear
        statement-spot | 当事人陈述                     | 简易程序  | -             | 给予处罚 | 2026-03-02 | clear
        with-record    | 当事人陈述、勘验或现场笔录     | 普通程序  | -             | 给予处罚 | 2026-03-02 | clear
        one-document   | 书证                           | 普通程序  | -             | 给予处罚 | 2026-03-02 | clear
        unpunished     | 无                             | 普通程序  | -             | 不予处罚 | 2026-03-02 | clear
        unsaid         | -                              | 普通程序  | -             | 给予处罚 | 2026-03-02 | unknown
        way-unsaid     | 当事人陈述                     | -         | -             | 给予处罚 | 2026-03-02 | unknown
        way-no-matter  | 无                             | -         | -             | 给予处罚 | 2026-03-02 | hit
        """,
    )
    assert "行政处罚法(2017) 第三十条" in found["none-summary"]["basis"]
    assert "行政处罚法(2021) 第四十条" in found["none"]["basis"]
    assert "只有当事人陈述" in found["statement"]["explanation"]
