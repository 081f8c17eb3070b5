"""PEN-059-DOC: the decision names all the law wants."""

from tests.engine.rules.spec import check


def test_what_the_checker_found_missing() -> None:
    found = check(
        "PEN-059-DOC",
        "penalties",
        """
        penalty_id    | decision_missing | procedure | outcome  | verdict
        --------------|------------------|-----------|----------|--------
        whole         | 无缺项           | 普通程序  | 给予处罚 | clear
        seal          | 印章             | 普通程序  | 给予处罚 | hit
        several       | 印章、日期       | 普通程序  | 给予处罚 | hit
        not-checked   | -                | 普通程序  | 给予处罚 | unknown
        summary       | 印章             | 简易程序  | 给予处罚 | clear
        no-penalty    | 印章             | 普通程序  | 不予处罚 | clear
        way-unsaid    | 印章             | -         | 给予处罚 | unknown
        way-unsaid-ok | 无缺项           | -         | 给予处罚 | clear
        """,
        given={"decided_on": "2024-03-05"},
    )
    assert "缺少：日期、印章" in found["several"]["explanation"]
