"""The form of the data file, version 1. docs/copies.md explains each field to whoever reads one. Pure."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

FORM, VERSION = "wheel-copy", 1
Row = Mapping[str, Any]
Held = Mapping[str, Sequence[Row]]

_CHECKIN = (
    "checkin_id", "tool_id", "tool_version", "about", "voice", "given_by", "present", "interpreter", "language",
    "own_topic", "topic_order", "first_count", "filled_on", "recorded_at", "touched_at", "finished_at", "revises",
    "taken_back_at",
)  # fmt: skip
_ANSWER = ("checkin_id", "topic_key", "kind", "score", "how", "note", "recorded_at")
_PICK = ("checkin_id", "topic_key", "picked", "position")
_LIST = (
    "checkin_id", "tool_id", "tool_version", "about", "about_member", "given_by", "present", "interpreter", "language",
    "topic_order", "filled_on", "recorded_at", "touched_at", "finished_at", "revises",
    "taken_back_at",
)  # fmt: skip
_PLAN = ("checkin_id", "made_at", "works", "strengths")
_PLAN_SERVICE = ("checkin_id", "topic_key", "name", "made_at")
_GOAL = ("checkin_id", "topic_key", "position", "step_key", "own_words", "who", "by_when")
# What each part of a copy holds. Whatever a room gives beside this is nobody's to take home: ids of staff and of
# devices, and how staff reach somebody unseen, which is on no page either.
PARTS: dict[str, tuple[str, ...]] = {
    "person": ("created_at", "keep_until"),
    "own_access": ("set_at",),
    "sign_ins": ("kind", "is_own_device", "present", "started_at", "seen_at", "ended_at"),
    "checkins": _CHECKIN,
    "picks": _PICK,
    "answers": _ANSWER,
    "plans": _PLAN,
    "goals": _GOAL,
    "plan_services": _PLAN_SERVICE,
    "lists": _LIST,
    "list_answers": _ANSWER,
    "together_called": ("circle_id", "name"),
    "together_checkins": ("owner_id", *_CHECKIN),
    "together_picks": _PICK,
    "together_answers": _ANSWER,
    "together_plans": _PLAN,
    "together_goals": _GOAL,
    "together_plan_services": _PLAN_SERVICE,
    "life_changes": ("change_id", "kind", "asks_afresh", "noted_at", "brought_back_at"),
    "life_change_subjects": ("change_id", "subject"),
    "in_families": (
        "kind", "known_as", "last_name", "born_on", "due_on", "languages", "interpreter", "interpreter_language",
        "access_needs", "joined_at", "how",
    ),
    "notes_for_them": ("words", "made_at"),
    "said_not_right": ("fact", "words", "made_at", "settled_at"),
    "asked_to_talk": ("made_at", "way", "acknowledged_at", "done_at"),
    "sharing": (
        "to_kind", "to", "checkin_id", "made_until", "topics", "until_on", "given_at", "how", "decided_by",
        "withdrawn_at",
    ),
    "visit_parts": (
        "part_id", "point_key", "on_date", "place", "next_on", "done_by", "asked_at", "finished_at", "checklist_id",
        "scale_id",
    ),
    "visit_steps": ("part_id", "words", "who", "by_when", "made_at"),
    "visit_services": ("part_id", "service_id", "name", "made_at"),
    "from_paper": ("checkin_id", "on_date", "typed_at"),
    "done": ("at", "action", "text"),
    "looks": ("at", "title", "what"),
    # Only in a copy that somebody reviewed.
    "staff_items": ("kind", "label", "at", "text"),
    "private_answers": ("filled_on", *_ANSWER, "tool_id", "tool_version"),
}  # fmt: skip


class Unreadable(ValueError):
    """This is no data file of ours, or of a form that is newer than this app."""


@dataclass(frozen=True)
class Copy:
    """What is held about somebody at one moment (UTC text), part by part."""

    made_at: str
    parts: Held

    def rows(self, part: str) -> Sequence[Row]:
        """Return the rows of a part; none where it has none."""
        return self.parts.get(part, ())

    def rows_of(self, part: str, checkin_id: str) -> Sequence[Row]:
        """Return the rows of a part that belong to one check-in."""
        return [row for row in self.rows(part) if row["checkin_id"] == checkin_id]


def make_copy(given: Held, *, at: str) -> Copy:
    """Return a copy of what the rooms gave: each part that the form knows, and of each row the fields that it knows."""
    parts = {
        part: [{field: row.get(field) for field in fields} for row in given[part]]
        for part, fields in PARTS.items()
        if given.get(part)
    }
    return Copy(at, parts)


def write_file(copy: Copy) -> str:
    """Return a copy as a data file of the newest version."""
    whole = {"form": FORM, "version": VERSION, "made_at": copy.made_at, "held": copy.parts}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def read_file(text: str) -> Copy:
    """Read a data file of this or any older version; raise Unreadable for anything else.

    Each new version adds the step that turns the one before it into its own form.
    """
    try:
        whole = json.loads(text)
        if whole["form"] != FORM or whole["version"] != VERSION:
            raise Unreadable("This is no data file that can be read here.")
        return Copy(whole["made_at"], whole["held"])
    except (ValueError, KeyError, TypeError) as odd:
        raise Unreadable("This is no data file that can be read here.") from odd
