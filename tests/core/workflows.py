"""Two loops that test a workflow's table completely; for every app that has one."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from django.contrib.auth import get_user_model

from fajian.core.errors import Refused
from fajian.core.workflow import Workflow


def assert_every_step(workflow: Workflow) -> None:
    """Every listed step works for its roles with what it needs, and is refused without; every other is refused."""
    roles = tuple(role for role, _ in get_user_model().ROLES)
    for step, state, role, listed in workflow.every(roles):
        row, by = SimpleNamespace(state=state), SimpleNamespace(role=role)
        given = dict.fromkeys(step.needs, "x")
        if listed:
            for need in step.needs:
                with pytest.raises(Refused) as missing:
                    workflow.take(row, step.name, by=by, **{**given, need: ""})
                assert "须填写" in str(missing.value)
            assert workflow.take(row, step.name, by=by, **given) is step
            assert row.state == step.target
        else:
            with pytest.raises(Refused) as refused:
                workflow.take(row, step.name, by=by, **given)
            assert step.button in str(refused.value)
            assert row.state == state
        assert (step in workflow.allowed(state, role)) == listed
