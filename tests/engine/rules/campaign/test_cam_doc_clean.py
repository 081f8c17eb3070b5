"""CAM-DOC-CLEAN: what goes against the law goes, and everybody is told."""

import pytest

from tests.engine.rules.spec import check

DOCUMENTS = """
disclosure_id | kind             | due_on     | abolished_on | published_on | verdict
--------------|------------------|------------|--------------|--------------|--------
in-time       | 执法依据清理文件 | 2026-06-30 | 2026-06-15   | 2026-06-30   | clear
told-late     | 执法依据清理文件 | 2026-06-30 | 2026-06-15   | 2026-07-01   | hit
gone-late     | 执法依据清理文件 | 2026-06-30 | 2026-07-01   | 2026-06-30   | hit
not-told      | 执法依据清理文件 | 2026-06-30 | 2026-06-15   | -            | hit
kept          | 执法依据清理文件 | 2026-06-30 | -            | -            | hit
due-today     | 执法依据清理文件 | 2026-11-21 | -            | -            | clear
no-day        | 执法依据清理文件 | -          | -            | -            | clear
other-list    | 考核文件         | 2026-06-30 | -            | -            | clear
"""
AGENCY = {"agency_id": "A"}


@pytest.mark.parametrize("opinion", ["与上位法不符", "失效废止"])
def test_abolished_and_published_by_its_day(opinion: str) -> None:
    found = check("CAM-DOC-CLEAN", "disclosures", DOCUMENTS, given={**AGENCY, "verdict": opinion})
    assert f"清理意见为{opinion}" in found["kept"]["explanation"]


@pytest.mark.parametrize("opinion", ["保留", "修改"])
def test_what_may_stay_stays(opinion: str) -> None:
    check("CAM-DOC-CLEAN", "disclosures", DOCUMENTS.replace("| hit", "| clear"), given={**AGENCY, "verdict": opinion})


def test_where_no_opinion_is_recorded_nobody_can_say() -> None:
    check("CAM-DOC-CLEAN", "disclosures", DOCUMENTS.replace("| hit", "| unknown"), given=AGENCY)
