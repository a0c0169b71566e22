"""One's own plan: what to change first, the first steps, what already works."""

from wheel_app.plan.actions import choose_topics, write_plan
from wheel_app.plan.holding import export
from wheel_app.plan.pdf import PROJECT, PdfFailed, PdfMaker
from wheel_app.plan.queries import delete_plan, erase, list_planned, move_plans
from wheel_app.plan.rules import Goal, Plan, planned_by

__all__ = [
    "PROJECT",
    "Goal",
    "PdfFailed",
    "PdfMaker",
    "Plan",
    "choose_topics",
    "delete_plan",
    "erase",
    "export",
    "list_planned",
    "move_plans",
    "planned_by",
    "write_plan",
]
