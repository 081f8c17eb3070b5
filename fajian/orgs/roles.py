"""Groups of roles that actions, workflows and the policy speak of; one role's words stand in orgs.models.User.ROLES."""

from __future__ import annotations

UNIT = ("clerk", "unit_leader")  # 填报单位
OVERSEERS = ("supervisor", "leader", "discipline")  # whoever watches over units
WRITERS = (*UNIT, "supervisor")  # whoever writes for a unit; a supervisor for the own office
READERS = (*UNIT, *OVERSEERS)  # whoever reads domain rows in the office
