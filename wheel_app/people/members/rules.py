"""Who somebody in a family is, as far as it is known."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

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
# As what somebody cares for a child.
CARES = ("parent", "step-parent", "grandparent", "carer")
# Said in the same way from both sides.
MUTUAL = frozenset({"partner", "former-partner", "sibling", "other-relative", "friend"})
# Why an adult does not live here any more, where nothing falls silent about them.
LEFT_WHY = ("lives-elsewhere", "other")
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
class Quiet:
    """That nothing is asked, planned or told about somebody: what came about, and how the parents speak of it.

    `named` is 'name', 'words' (then `called` holds them) or 'unnamed'.
    """

    kind: str
    named: str
    called: str
    is_among_family: bool


@dataclass(frozen=True)
class Member:
    """Somebody in one family. `who_id` names the same human in every family; staff alone may use it.

    `seq` grows with each change. `left_on` is the day since which they do not live here, `left_why` what came about.
    `quiet` says that nothing is asked, planned or told about them.
    """

    member_id: str
    family_id: str
    who_id: str
    facts: Facts
    seq: int
    made_at: str
    left_on: str | None = None
    left_why: str | None = None
    quiet: Quiet | None = None

    @property
    def spoken_name(self) -> str:
        """What they are called where others read it: the parents’ way for one who was lost; empty for no name."""
        if self.quiet is None or self.quiet.named == "name":
            return self.facts.full_name
        return self.quiet.called

    @property
    def is_lost(self) -> bool:
        """Whether they died, or live elsewhere: nothing about them is printed or handed out by staff any more."""
        return self.quiet is not None and self.quiet.kind != "moved-away"

    @property
    def has_left(self) -> bool:
        """Whether they left as everybody at home knows. Of a loss somebody may not know yet: ask is_silent_for."""
        return self.left_on is not None and self.quiet is None

    @property
    def lives_here(self) -> bool:
        """Whether they stand among the family: those who live here, and who was lost if the parents wish it."""
        return self.left_on is None or (self.quiet is not None and self.quiet.is_among_family)


@dataclass(frozen=True)
class OtherMember:
    """Somebody of another family, and what that family is called."""

    member: Member
    family: str


@dataclass(frozen=True)
class Relation:
    """What `from_member` is to `to_member`, and whether with parental responsibility; staff alone may see it."""

    from_member: str
    to_member: str
    kind: str
    parental_responsibility: str

    @property
    def pair(self) -> tuple[str, str]:
        """Both of them."""
        return self.from_member, self.to_member

    @property
    def coded(self) -> str:
        """All of it in one text of codes and ids, as a change keeps it."""
        return f"{self.from_member} {self.kind} {self.to_member} {self.parental_responsibility}"


@dataclass(frozen=True)
class MemberChange:
    """A fact that was put right: what it said, what it says since, why, and who did it."""

    fact: str
    old_value: str
    new_value: str
    why: str
    made_at: str
    made_by: str | None
    full_name: str | None = None


EARLIEST_YEAR = 1900
MOST_DAYS_TO_BIRTH = 300
# Nobody is born, and lives, earlier before their due date, or later after it.
MOST_DAYS_EARLY, MOST_DAYS_OVER = 140, 60
YOUNG_FROM, ADULT_FROM = 11, 18


class BadDay(ValueError):
    """What was typed is no day; `why` is 'no-such-day' or 'year-missing'."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def read_day(day: str, month: str, year: str) -> str:
    """Return a day as far as it is known: YYYY-MM-DD, YYYY-MM, YYYY or nothing; raises BadDay."""
    typed = [part.strip() for part in (year, month, day)]
    known = [part for part in typed if part]
    if not known:
        return ""
    if typed[: len(known)] != known:
        raise BadDay("year-missing")
    if not all(part.isdecimal() and len(part) <= 4 for part in known) or len(known[0]) != 4:
        raise BadDay("no-such-day")
    numbers = [int(part) for part in known]
    try:
        date(*[*numbers, 1, 1][:3])
    except ValueError:
        raise BadDay("no-such-day") from None
    return "-".join([f"{numbers[0]:04}", *(f"{number:02}" for number in numbers[1:])])


def born_fault(born_on: str, today: str) -> str | None:
    """Return what is odd about a birthday: 'future', 'long-ago'; None when nothing is. Days are ISO text."""
    if born_on > today[: len(born_on)]:
        return "future"
    return "long-ago" if born_on and int(born_on[:4]) < EARLIEST_YEAR else None


def is_before(day: str, other: str) -> bool:
    """Return whether a day is surely before another, as far as both are known; an empty text is no day."""
    known = min(len(day), len(other))
    return day[:known] < other[:known]


def due_fault(due_on: str, today: str) -> str | None:
    """Return what is odd about a due date: 'whole-day', 'too-far', 'past'; None when nothing is."""
    if not due_on:
        return None
    if len(due_on) < 10:
        return "whole-day"
    ahead = (date.fromisoformat(due_on) - date.fromisoformat(today)).days
    if ahead > MOST_DAYS_TO_BIRTH:
        return "too-far"
    return "past" if ahead < 0 else None


def may_be_due(born_on: str, due_on: str) -> bool:
    """Whether somebody born then can have been due then, as far as both days are known."""
    if len(born_on) < 10 or len(due_on) < 10:
        return True
    early = (date.fromisoformat(due_on) - date.fromisoformat(born_on)).days
    return -MOST_DAYS_OVER <= early <= MOST_DAYS_EARLY


def ages(born_on: str, today: str) -> tuple[int, int]:
    """Return the least and the greatest age in whole years that somebody can have; (0, 200) for an unknown birthday."""
    if not born_on:
        return 0, 200
    first, last = (born_on + "-01-01"[len(born_on) - 4 :])[:10], (born_on + "-12-31"[len(born_on) - 4 :])[:10]
    return _age(last, today), _age(first, today)


def _age(born_on: str, today: str) -> int:
    return max(0, int(today[:4]) - int(born_on[:4]) - (today[5:10] < born_on[5:10]))


def kinds_by_age(born_on: str, today: str) -> frozenset[str]:
    """Return what somebody born then can be: 'adult', 'young' (11 to 17) or 'child'."""
    least, most = ages(born_on, today)
    spans = {"child": (0, YOUNG_FROM - 1), "young": (YOUNG_FROM, ADULT_FROM - 1), "adult": (ADULT_FROM, 200)}
    return frozenset(kind for kind, (low, high) in spans.items() if low <= most and least <= high)


def kind_on(facts: Facts, today: str) -> str:
    """Return what somebody is on a day: by their birthday where it tells, else as it was put in."""
    if facts.kind == "unborn" or not facts.born_on:
        return facts.kind
    by_age = kinds_by_age(facts.born_on, today)
    return facts.kind if facts.kind in by_age else max(by_age)
