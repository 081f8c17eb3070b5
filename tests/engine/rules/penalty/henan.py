"""An agency in Henan, whose thresholds for hearings the tests use."""

AGENCIES = """
agency_id | name | region_code
----------|------|------------
A         | 甲   | 411801
B         | 乙   | 411802
"""
