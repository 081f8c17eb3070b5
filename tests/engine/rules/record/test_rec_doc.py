"""REC-DOC: each file holds the papers its act calls for."""

# ruff: noqa: E501 - text tables

from tests.engine.rules.spec import check


def test_papers_by_kind_of_act() -> None:
    found = check(
        "REC-DOC",
        "file_archives",
        """
        archive_id     | act_kind | act_id | document_kinds                                                                                                 | verdict
        ---------------|----------|--------|----------------------------------------------------------------------------------------------------------------|--------
        ordinary       | 行政处罚 | ORD    | 立案审批表、现场或询问笔录、处罚告知书、处罚决定书、送达回证                                                   | clear
        no-notice      | 行政处罚 | ORD    | 立案审批表、现场或询问笔录、处罚决定书、送达回证                                                               | hit
        heard          | 行政处罚 | FULL   | 立案审批表、现场或询问笔录、处罚告知书、处罚决定书、送达回证、听证告知书、听证笔录、法制审核意见、集体讨论记录 | clear
        no-minutes     | 行政处罚 | FULL   | 立案审批表、现场或询问笔录、处罚告知书、处罚决定书、送达回证、听证告知书、法制审核意见、集体讨论记录           | hit
        no-review      | 行政处罚 | FULL   | 立案审批表、现场或询问笔录、处罚告知书、处罚决定书、送达回证、听证告知书、听证笔录、集体讨论记录               | hit
        no-discussion  | 行政处罚 | FULL   | 立案审批表、现场或询问笔录、处罚告知书、处罚决定书、送达回证、听证告知书、听证笔录、法制审核意见               | hit
        summary        | 行政处罚 | SUM    | 处罚决定书                                                                                                     | clear
        summary-none   | 行政处罚 | SUM    | 送达回证                                                                                                       | hit
        way-unsaid     | 行政处罚 | WAY    | 处罚决定书                                                                                                     | unknown
        way-unsaid-bad | 行政处罚 | WAY    | 送达回证                                                                                                       | hit
        case-lost      | 行政处罚 | GONE   | 处罚决定书                                                                                                     | unknown
        unsaid         | 行政处罚 | ORD    | -                                                                                                              | unknown
        seized         | 行政强制 | SEIZE  | 强制审批表、强制决定书、财物清单、现场或询问笔录                                                               | clear
        no-list        | 行政强制 | SEIZE  | 强制审批表、强制决定书、现场或询问笔录                                                                         | hit
        demolition     | 行政强制 | DEMO   | 催告书、强制决定书                                                                                             | clear
        not-urged      | 行政强制 | DEMO   | 强制决定书                                                                                                     | hit
        freeze         | 行政强制 | FREEZE | 强制决定书                                                                                                     | clear
        freeze-none    | 行政强制 | FREEZE | 催告书                                                                                                         | hit
        licence        | 行政许可 | LIC    | 申请书、许可决定书                                                                                             | clear
        no-application | 行政许可 | LIC    | 许可决定书                                                                                                     | hit
        inspection     | 行政检查 | INS    | 检查记录                                                                                                       | clear
        inspection-2   | 行政检查 | INS    | 现场或询问笔录                                                                                                 | clear
        no-record      | 行政检查 | INS    | 检查方案                                                                                                       | hit
        """,
        beside={
            "penalties": """
            penalty_id | agency_id | procedure | hearing_held_on | reviewed_on | discussed_on
            -----------|-----------|-----------|-----------------|-------------|-------------
            ORD        | A         | 普通程序  | -               | -           | -
            FULL       | A         | 普通程序  | 2024-02-01      | 2024-02-20  | 2024-02-25
            SUM        | A         | 简易程序  | -               | -           | -
            WAY        | A         | -         | -               | -           | -
            """,
            "coercions": """
            coercion_id | agency_id | kind
            ------------|-----------|-------------
            SEIZE       | A         | 扣押财物
            DEMO        | A         | 强制拆除
            FREEZE      | A         | 冻结存款汇款
            """,
        },
    )
    assert "缺少必备文书：听证笔录。" in found["no-minutes"]["explanation"]
    assert found["no-minutes"]["agency_id"] == "A"
    assert "检查记录" in found["no-record"]["explanation"]
