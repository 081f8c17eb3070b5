"""规则包、筛查运行与疑点."""

from fajian.screening.models.findings import Finding, FindingQuerySet
from fajian.screening.models.packs import PackLine, RulePack
from fajian.screening.models.runs import Repeat, Run, Tally

__all__ = ["Finding", "FindingQuerySet", "PackLine", "Repeat", "RulePack", "Run", "Tally"]
