"""What a change in somebody's life puts away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

EVERYTHING = "*"
CHOICES = ("kept", "put-away")
# What each change is first suggested to touch; the person decides.
KINDS: dict[str, frozenset[str]] = {
    "death": frozenset({"child-growth", "learning", "parenting"}),
    "lives-elsewhere": frozenset({"child-growth", "learning", "daily-life", "parenting"}),
    "parted": frozenset({"parenting", "social-ties"}),
    "moved": frozenset({"housing", "neighbourhood"}),
    "not-safe": frozenset(),
    "pregnancy-loss": frozenset({"child-growth", "parenting"}),
}
# Wheels about somebody on the way (by the key of whom they are about) that such a change puts away whole: every line of
# theirs speaks of the baby. They are not offered either, until there is another one on the way.
PUTS_AWAY_WHOLE: dict[str, frozenset[str]] = {"pregnancy-loss": frozenset({"expecting"})}
# The same where the person is young: their own life has changed, and not that of a child of theirs.
KINDS_WHERE_YOUNG: dict[str, frozenset[str]] = {
    "death": frozenset({"caring", "social-ties"}),
    "lives-elsewhere": frozenset({"housing", "neighbourhood", "caring", "social-ties"}),
    "parted": frozenset({"housing", "social-ties"}),
    "moved": frozenset({"housing", "neighbourhood", "learning"}),
    "not-safe": frozenset(),
    "pregnancy-loss": frozenset({"caring"}),
}


@dataclass(frozen=True)
class Change:
    """One change in a person’s life, and the subjects that fell silent with it.

    One that staff noted with a silence names the child (`about_member`, a member id) and the silence. `choice` is what
    the person made of it: nothing yet (None), 'put-away', or 'kept': what they made stays in sight, nothing is asked.
    """

    change_id: str
    kind: str
    noted_at: str
    asks_afresh: bool
    subjects: frozenset[str]
    about_member: str | None = None
    silence_id: str | None = None
    choice: str | None = None

    @property
    def is_kept(self) -> bool:
        """Whether what was made before stays in sight."""
        return self.choice == "kept"

    @property
    def is_offered(self) -> bool:
        """Whether staff noted it, and the person has not said yet what they want."""
        return self.silence_id is not None and self.choice is None

    def is_same_as(self, other: Change) -> bool:
        """Whether both say the same, whenever that was."""
        return (self.kind, self.asks_afresh, self.subjects) == (other.kind, other.asks_afresh, other.subjects)


def suggested(kind: str, *, is_young: bool | None) -> frozenset[str]:
    """Return the subjects that a kind of change is first thought to touch; raises KeyError for an unknown kind.

    Of somebody who may be young or not (None) those of both.
    """
    if is_young is None:
        return KINDS_WHERE_YOUNG[kind] | KINDS[kind]
    return (KINDS_WHERE_YOUNG if is_young else KINDS)[kind]


def silenced(changes: Iterable[Change], about_member: str | None = None) -> frozenset[str]:
    """Return the subjects that nothing is asked about any more.

    In what is asked about one child (`about_member`, a member id) the loss of another child leaves out nothing.
    """
    return frozenset(
        subject for change in _touching(changes, about_member) if not change.asks_afresh for subject in change.subjects
    )


def out_of_sight(changes: Iterable[Change], about_member: str | None = None) -> frozenset[str]:
    """Return the subjects that are left out of what is shown of before; who keeps it in sight is not asked either."""
    return silenced((change for change in changes if not change.is_kept), about_member)


def touched_since(changes: Iterable[Change], made_at: str, about_member: str | None = None) -> frozenset[str]:
    """Return the subjects that changes since `made_at` (UTC text) put away, to be asked afresh or not."""
    return frozenset(
        subject
        for change in _touching(changes, about_member)
        if made_at <= change.noted_at and not change.is_kept
        for subject in change.subjects
    )


def _touching(changes: Iterable[Change], about_member: str | None) -> tuple[Change, ...]:
    if about_member is None:
        return tuple(changes)
    return tuple(change for change in changes if change.about_member in (None, about_member))


def silent_in(changes: Iterable[Change], begun_at: str, about_member: str | None = None) -> frozenset[str]:
    """Return the subjects that a wheel begun at that moment (UTC text) asks nothing about.

    What is to be asked afresh is asked in the next wheel, not in one that was open when life changed.
    """
    known = tuple(changes)
    return silenced(known, about_member) | touched_since(known, begun_at, about_member)


def is_put_away(
    changes: Iterable[Change],
    made_at: str,
    subjects: Iterable[str],
    *,
    is_together: bool = False,
    about: str | None = None,
    about_member: str | None = None,
) -> bool:
    """Whether something made at `made_at` (UTC text) about these subjects was put away by a later change.

    What was made together with others is put away by a parting, whatever it is about; what was made about one child
    (`about_member`, a member id) by the loss of that child, and not by that of another. `about` is the key of whom a
    wheel is about.
    """
    known = _touching(changes, about_member)
    since = [change for change in known if made_at <= change.noted_at and not change.is_kept]
    has_parted = is_together and any(change.kind == "parted" for change in since)
    # Also what was finished or typed in since, from paper or by a colleague who did not know.
    has_lost = about_member is not None and any(
        change.about_member == about_member for change in known if not change.is_kept
    )
    is_whole = any(about in PUTS_AWAY_WHOLE.get(change.kind, ()) for change in since)
    touched = touched_since(since, made_at)
    return has_parted or has_lost or is_whole or EVERYTHING in touched or not touched.isdisjoint(subjects)


def not_offered(changes: Iterable[Change]) -> frozenset[str]:
    """Return whom a new wheel is not offered about (keys of the tools), while these changes are in force."""
    return frozenset(
        about for change in changes if not change.asks_afresh for about in PUTS_AWAY_WHOLE.get(change.kind, ())
    )
