"""演示与压力测试用的虚构数据."""

from datetime import date

# The invented enforcement data are of this day, so that everybody sees the same figures.
DAY = date(2026, 11, 21)
