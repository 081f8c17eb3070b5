"""RVW-ANALYSE: each case lost is looked into."""

from tests.engine.rules.spec import check


def test_thirty_days_from_effect() -> None:
    check(
        "RVW-ANALYSE",
        "reviews_and_suits",
        """
        remedy_id    | kind       | result         | effective_on | analysed_on | verdict
        -------------|------------|----------------|--------------|-------------|--------
        last-day     | 行政复议   | 撤销           | 2026-03-02   | 2026-04-01  | clear
        day-after    | 行政复议   | 撤销           | 2026-03-02   | 2026-04-02  | hit
        rolled       | 行政诉讼   | 确认违法       | 2026-09-01   | 2026-10-08  | clear
        rolled-past  | 行政诉讼   | 确认违法       | 2026-09-01   | 2026-10-09  | hit
        never        | 行政复议   | 撤销并责令重作 | 2026-03-02   | -           | hit
        still-time   | 行政复议   | 责令履行       | 2026-10-22   | -           | clear
        upheld       | 行政复议   | 维持           | 2026-03-02   | -           | clear
        no-effect    | 行政复议   | 撤销           | -            | -           | clear
        not-decided  | 行政复议   | -              | -            | -           | clear
        result-blank | 行政复议   | -              | 2026-03-02   | -           | unknown
        claim        | 国家赔偿   | 变更           | 2026-03-02   | -           | clear
        """,
        given={"agency_id": "A", "ended_on": "2026-02-10"},
    )
