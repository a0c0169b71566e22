"""What it is to fall silent about somebody, and how the parents want it spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.people.members.rules import CARES

KINDS = ("miscarriage", "stillbirth", "died", "lives-elsewhere", "moved-away")
DEATHS = frozenset({"miscarriage", "stillbirth", "died"})
KINDS_OF = {
    "unborn": ("miscarriage", "stillbirth", "died", "moved-away"),
    "child": ("died", "stillbirth", "lives-elsewhere", "moved-away"),
    "young": ("died", "lives-elsewhere", "moved-away"),
    "adult": ("died",),
}
# As what somebody is close to an adult, from either side, so that they are taken to know that the adult died.
CLOSE = (*CARES, "partner", "sibling", "other-relative")
NAMED = ("name", "words", "unnamed")
ENDED_HOW = ("mistake", "came-back")
# Which change in their own life each is for a parent or carer.
CHANGE_OF = {
    "miscarriage": "pregnancy-loss",
    "stillbirth": "pregnancy-loss",
    "died": "death",
    "lives-elsewhere": "lives-elsewhere",
    "moved-away": "moved",
}


@dataclass(frozen=True)
class Spoken:
    """How the parents want somebody spoken of: by name, in words of theirs (`called`), or not named; and their wish.

    `is_among_family` says that they want them to stand in the tree and the list of the family.
    """

    named: str = "name"
    called: str = ""
    wish: str = ""
    is_among_family: bool = False


@dataclass(frozen=True)
class Loss:
    """What came about (one of KINDS), since when as far as known (ISO day, month, year or nothing), the named lead."""

    kind: str
    since_on: str
    lead_staff_id: str | None
    spoken: Spoken = Spoken()


@dataclass(frozen=True)
class Silence:
    """That nothing is asked, planned or told about a member; over once `ended_at` (UTC text) is set.

    `follows_id` names the silence of the same human in another family that it goes with; `seq` grows with each change.
    `untold` are the members with a way in of their own whose pages go on as before, by id; `unknowing` is what those of
    them are called who are a parent or a carer, or close to an adult, so that they are taken not to know yet.
    """

    silence_id: str
    member_id: str
    family_id: str
    loss: Loss
    seq: int
    made_at: str
    made_by: str | None
    follows_id: str | None = None
    ended_at: str | None = None
    ended_by: str | None = None
    ended_how: str = ""
    ended_why: str = ""
    lead_name: str | None = None
    full_name: str = ""
    untold: frozenset[str] = frozenset()
    unknowing: tuple[str, ...] = ()

    @property
    def is_death(self) -> bool:
        """Whether somebody died."""
        return self.loss.kind in DEATHS


@dataclass(frozen=True)
class Follower:
    """A member with their own way in, the person that they are, and what they are to the one who was lost.

    `is_carer` says that they are a parent or carer of the child, `is_close` that they belong to the adult: related,
    a partner, or living there as a carer of the same child.
    """

    member_id: str
    owner_id: str
    known_as: str
    kind: str
    is_carer: bool
    is_close: bool


def left_why(kind: str) -> str:
    """Return why somebody does not live here any more, as a member’s row says it."""
    return "died" if kind in DEATHS else kind
