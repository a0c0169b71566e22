"""A circle: the people who did a wheel together, as they want to be called. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

FEWEST, MOST = 2, 4


@dataclass(frozen=True)
class Maker:
    """One of those who did it. `owner_id` is set while they have a copy, `name` is empty where they took it away."""

    place: int
    name: str
    owner_id: str | None
    turn_save_id: str | None

    @property
    def had_turn(self) -> bool:
        """Whether they have said what they take home."""
        return self.turn_save_id is not None


@dataclass(frozen=True)
class Circle:
    """The people of one sitting, or of several with the same people. Its id is the owner of what they made."""

    circle_id: str
    makers: tuple[Maker, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """What everybody wants to be called, as far as it is still said."""
        return tuple(maker.name for maker in self.makers if maker.name)

    @property
    def next_maker(self) -> Maker | None:
        """Whose turn it is to take it home; None when everybody had theirs."""
        return next((maker for maker in self.makers if not maker.had_turn), None)

    @property
    def owner_ids(self) -> frozenset[str]:
        """Everybody who has a copy."""
        return frozenset(maker.owner_id for maker in self.makers if maker.owner_id)

    def with_turn(self, place: int, *, save_id: str, maker_id: str | None, keeps_name: bool) -> Circle:
        """Return the circle as it is after the turn in that place."""
        makers = (
            Maker(place, one.name if keeps_name else "", maker_id, save_id) if one.place == place else one
            for one in self.makers
        )
        return Circle(self.circle_id, tuple(makers))

    def maker_at(self, place: int) -> Maker | None:
        """Return the maker in that place, None where there is nobody."""
        return next((maker for maker in self.makers if maker.place == place), None)

    def others(self, owner_id: str) -> tuple[str, ...]:
        """Return the names of all but one, as far as they are still said."""
        return tuple(maker.name for maker in self.makers if maker.name and maker.owner_id != owner_id)


def same_names(names: Sequence[str]) -> frozenset[int]:
    """Return where a name stands that stood before; capitals and spaces make no other name."""
    folded = [" ".join(unicodedata.normalize("NFKC", name).casefold().split()) for name in names]
    return frozenset(place for place, name in enumerate(folded) if name and name in folded[:place])
