"""What somebody looks for, and by which words an entry is found."""

from __future__ import annotations

from dataclasses import dataclass

from wheel_app.directory.postcodes.rules import Point
from wheel_app.directory.rules import Facts, Service
from wheel_app.people import fold, pieces_of, words_of

LONGEST_SORT_NAME = 80
# A long description does not make an entry more fitting.
MOST_LETTERS, MOST_WORDS = 3_000, 240
A_PAGE = 20
# Further than anything that is counted, in squared tens of metres: what can be had anywhere.
FAR = 90_000_000


@dataclass(frozen=True)
class Wanted:
    """What is looked for; nothing in it narrows nothing.

    `age_months` is the age of a child, from EXPECTING on; with `age_to` any age up to that will do. `near` is where
    from and `miles` how far. `weekday` is 1, Monday, to 7. With `with_unlisted`, which is for those who keep the book,
    also what stands in no list is found.
    """

    words: str = ""
    subjects: tuple[str, ...] = ()
    age_months: int | None = None
    age_to: int | None = None
    near: Point | None = None
    miles: int = 10
    language: str = ""
    is_free: bool = False
    weekday: int | None = None
    access: str = ""
    with_unlisted: bool = False


@dataclass(frozen=True)
class Place:
    """Where a page of what was found goes on: behind this one, in the order of the search."""

    rank: int
    sort_name: str
    service_id: str

    @property
    def token(self) -> str:
        """The same as one text for a form."""
        return f"{self.rank}|{self.service_id}|{self.sort_name}"


@dataclass(frozen=True)
class Found:
    """An entry that fits. `metres` is how far the nearest of its places is, to about ten metres; None when unknown."""

    service: Service
    metres: int | None


@dataclass(frozen=True)
class Page:
    """Entries that fit, the most fitting first, and where the next page begins; None after the last."""

    found: tuple[Found, ...]
    after: Place | None


def way_of(wanted: Wanted, *, has_words: bool) -> tuple[str, tuple[str, ...]]:
    """Return by which facet the book is gone through, and what else is asked of each entry.

    The facet that the fewest are likely to have is the way; none where words or a place are it.
    """
    asked = [f"language:{wanted.language}"] if wanted.language else []
    asked += [f"access:{wanted.access}"] if wanted.access else []
    asked += [f"topic:{wanted.subjects[0]}"] if len(wanted.subjects) == 1 else []
    asked += [f"day:{wanted.weekday}"] if wanted.weekday else []
    asked += ["free"] if wanted.is_free else []
    if has_words or wanted.near:
        return "", tuple(asked)
    asked = asked or ["all" if wanted.with_unlisted else "listed"]
    return asked[0], tuple(asked[1:])


def read_token(token: str) -> Place | None:
    """Read what a form says of where to go on; None for anything else."""
    rank, _, rest = token.partition("|")
    service_id, _, sort_name = rest.partition("|")
    digits = rank.removeprefix("-")
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 9 and service_id) or "\0" in token:
        return None
    return Place(int(rank), sort_name[:LONGEST_SORT_NAME], service_id[:40])


def sort_name_of(name: str) -> str:
    """Return a name as it is sorted."""
    return fold(name)[:LONGEST_SORT_NAME]


def words_to_find(facts: Facts) -> tuple[list[tuple[str, bool]], list[str]]:
    """Return the words that an entry is found by, each with whether it is one of its name, and pieces of its name."""
    names = words_of(facts.name, facts.provider.name if facts.provider else "", *(one.name for one in facts.places))
    told = [facts.summary, facts.for_whom, *(one.address for one in facts.places)]
    told += [code.replace("-", " ") for code in (*facts.categories, *facts.topics)]
    rest = words_of(*" ".join(told)[:MOST_LETTERS].split()) - names
    words = [(word, True) for word in sorted(names)] + [(word, False) for word in sorted(rest)]
    return words[:MOST_WORDS], sorted(pieces_of(names))[:MOST_WORDS]
