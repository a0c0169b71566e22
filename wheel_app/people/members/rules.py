"""Who somebody in a family is, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass

MEMBER_KINDS = ("adult", "young", "child", "unborn")
INTERPRETERS = ("not-known", "none", "professional", "relative")
RESPONSIBILITIES = ("yes", "no", "not-known")
# What the first is to the second.
RELATIONS = (
    "parent",
    "step-parent",
    "grandparent",
    "carer",
    "partner",
    "former-partner",
    "sibling",
    "other-relative",
    "friend",
)
# Said in the same way from both sides.
MUTUAL = frozenset({"partner", "former-partner", "sibling", "other-relative", "friend"})
# What can be put right about a member, each with its former values.
FACTS = (
    "kind",
    "known_as",
    "last_name",
    "born_on",
    "due_on",
    "languages",
    "interpreter",
    "interpreter_language",
    "access_needs",
    "safe_way",
    "safe_time",
)


@dataclass(frozen=True)
class Facts:
    """What is known about somebody; an empty text where it is not. A date is a year, a month or a day.

    `safe_way` and `safe_time` are how and when it is safe to reach this one person, for nobody else’s eyes.
    """

    kind: str
    known_as: str
    last_name: str = ""
    born_on: str = ""
    due_on: str = ""
    languages: str = ""
    interpreter: str = "not-known"
    interpreter_language: str = ""
    access_needs: str = ""
    safe_way: str = ""
    safe_time: str = ""

    @property
    def full_name(self) -> str:
        """First what they are called, then the last name if there is one."""
        return f"{self.known_as} {self.last_name}".strip()


@dataclass(frozen=True)
class Member:
    """Somebody in one family. `who_id` names the same human in every family; staff alone may use it.

    `seq` grows with each change. `left_on` is the day since which they do not live here, `left_why` what came about.
    """

    member_id: str
    family_id: str
    who_id: str
    facts: Facts
    seq: int
    made_at: str
    left_on: str | None = None
    left_why: str | None = None


@dataclass(frozen=True)
class Relation:
    """What `from_member` is to `to_member`, and whether with parental responsibility; staff alone may see it."""

    from_member: str
    to_member: str
    kind: str
    parental_responsibility: str


@dataclass(frozen=True)
class MemberChange:
    """A fact that was put right: what it said, what it says since, why, and who did it."""

    fact: str
    old_value: str
    new_value: str
    why: str
    made_at: str
    made_by: str | None
