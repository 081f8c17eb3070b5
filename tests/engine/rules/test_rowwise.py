"""Which queries go over a table row by row, so that new rows alone tell what is new."""

from __future__ import annotations

import pytest

from fajian.engine.rules.rowwise import is_rowwise


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "t"."a" + 1 AS "a" FROM "p" AS "t" WHERE "t"."a" > 1',
        'SELECT * FROM (SELECT "t"."a" FROM "p" AS "t") AS "u" WHERE "u"."a" IS NULL',
        'SELECT "t"."a", "o"."b" FROM "p" AS "t" LEFT OUTER JOIN "other" AS "o" ON "t"."a" = "o"."a"',
        'SELECT "t"."a" FROM "other" AS "o" INNER JOIN "p" AS "t" ON "t"."a" = "o"."a"',
        'SELECT "t"."a" FROM "p" AS "t" JOIN (SELECT MAX("o"."b") AS "b" FROM "other" AS "o") AS "m" ON TRUE',
        'SELECT "t"."a" FROM "p" AS "t" WHERE EXISTS (SELECT 1 FROM "other" AS "o" WHERE "o"."a" = "t"."a")',
        'WITH "c" AS (SELECT "t"."a" FROM "p" AS "t") SELECT "c"."a" FROM "c"',
    ],
)
def test_rows_of_one_table_one_by_one(sql: str) -> None:
    assert is_rowwise(sql, "p")


@pytest.mark.parametrize(
    "sql",
    [
        'SELECT "o"."a" FROM "other" AS "o"',  # not there
        'SELECT COUNT(*) AS "n" FROM "p" AS "t"',
        'SELECT "t"."a", SUM("t"."b") AS "b" FROM "p" AS "t" GROUP BY 1',
        'SELECT DISTINCT "t"."a" FROM "p" AS "t"',
        'SELECT "t"."a" FROM "p" AS "t" ORDER BY "t"."a" LIMIT 3',
        'SELECT "t"."a", ROW_NUMBER() OVER (ORDER BY "t"."a") AS "n" FROM "p" AS "t"',
        'SELECT "t"."a" FROM "p" AS "t" JOIN "p" AS "u" ON "t"."a" = "u"."b"',  # a row beside its like
        'SELECT "o"."a" FROM "other" AS "o" LEFT OUTER JOIN "p" AS "t" ON "t"."a" = "o"."a"',  # a row of the other
        'SELECT "o"."a" FROM "p" AS "t" RIGHT JOIN "other" AS "o" ON "t"."a" = "o"."a"',
        'SELECT "o"."a" FROM "other" AS "o" WHERE EXISTS (SELECT 1 FROM "p" AS "t" WHERE "o"."a" = "t"."a")',
        'SELECT "o"."a" FROM "other" AS "o" WHERE "o"."a" NOT IN (SELECT "t"."a" FROM "p" AS "t")',
        'SELECT "t"."a" FROM "p" AS "t" UNION ALL SELECT "o"."a" FROM "other" AS "o"',  # the other's rows are not new
        'WITH "c" AS (SELECT "t"."a" FROM "p" AS "t") SELECT "c"."a" FROM "c" JOIN "c" AS "d" ON "c"."a" = "d"."a"',
        'SELECT "t"."a", (SELECT MAX("u"."a") FROM "p" AS "u") AS "m" FROM "other" AS "t"',
    ],
)
def test_rows_that_depend_on_others(sql: str) -> None:
    assert not is_rowwise(sql, "p")
