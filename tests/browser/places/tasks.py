"""Tasks of campaigns."""

from __future__ import annotations

from tests.browser.places.finder import Finder


def tasks(f: Finder) -> None:
    """The board as each sees it, tasks with everything on them, the steps."""
    for user in ("cg-tb", "jd1", "sz"):
        f.add(user, "campaigns:tasks")
    f.add("jd1", "campaigns:tasks", query="risk=any")
    f.add("jd1", "campaigns:tasks_export")
    task, part = f.site.rows("SELECT task_id, id FROM campaigns_progress WHERE state = 'submitted'")[0]
    for user in ("cg-tb", "jd1"):
        f.add(user, "campaigns:task", task)
    f.add("jd1", "campaigns:confirm", part)
    f.add("jd1", "campaigns:return_claim", part)
    f.add("jd1", "campaigns:resume", f.site.one("SELECT id FROM campaigns_progress WHERE state = 'done'"))
    writes, clerk = f.site.rows(
        "SELECT p.task_id, c.username FROM campaigns_progress p JOIN orgs_user c ON c.unit_id = p.unit_id "
        "JOIN campaigns_task t ON t.id = p.task_id "
        "WHERE p.state = 'moving' AND c.role = 'clerk' AND t.due_on IS NOT NULL"
    )[0]
    f.add(clerk, "campaigns:note", writes)
    f.add(clerk, "campaigns:claim", writes)
    f.add("jd1", "campaigns:note_file", f.site.one("SELECT id FROM campaigns_note_file"))
    f.add("jd1", "campaigns:milestone", task)
    step = f.site.one("SELECT id FROM campaigns_milestone WHERE reached_on IS NULL AND dropped = 0")
    f.add("jd1", "campaigns:reach", step)
    f.add("jd1", "campaigns:drop_milestone", step)
