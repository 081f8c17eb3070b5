"""TRA-DOCS: what goes with a case to the police."""

# ruff: noqa: E501 - text tables

import pytest

from tests.engine.rules.spec import check


@pytest.mark.mechanisms("S004-56")
def test_four_papers_and_the_earlier_decision() -> None:
    found = check(
        "TRA-DOCS",
        "transfers",
        """
        transfer_id   | sent_at             | document_kinds                                   | has_prior_penalty | verdict
        --------------|---------------------|--------------------------------------------------|-------------------|--------
        whole         | 2025-03-06 10:00:00 | 移送书、调查报告、财物清单、检验鉴定             | -                 | clear
        no-letter     | 2025-03-06 10:00:00 | 调查报告、财物清单、检验鉴定                     | -                 | hit
        no-report     | 2025-03-06 10:00:00 | 移送书、财物清单、检验鉴定                       | -                 | hit
        no-list       | 2025-03-06 10:00:00 | 移送书、调查报告、检验鉴定                       | -                 | hit
        no-test       | 2025-03-06 10:00:00 | 移送书、调查报告、财物清单                       | -                 | hit
        fined-before  | 2025-03-06 10:00:00 | 移送书、调查报告、财物清单、检验鉴定             | 是                | hit
        with-decision | 2025-03-06 10:00:00 | 移送书、调查报告、财物清单、检验鉴定、处罚决定书 | 是                | clear
        nothing       | 2025-03-06 10:00:00 | 无                                               | -                 | hit
        unsaid        | 2025-03-06 10:00:00 | -                                                | -                 | unknown
        not-sent      | -                   | 无                                               | -                 | clear
        """,
        given={"agency_id": "A"},
    )
    assert "缺少：移送书、调查报告、财物清单、检验鉴定。" in found["nothing"]["explanation"]
    assert "缺少：处罚决定书。" in found["fined-before"]["explanation"]
