"""Where everybody stands in the tree of a family: generations, couples, children under their parents. Pure.

Places are abstract: a generation (0 is the oldest) and how far along it somebody stands, one place a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from wheel_app.people.members.rules import Relation

# How many generations below the first the second stands.
STEPS = {
    "parent": 1, "step-parent": 1, "carer": 1, "grandparent": 2, "partner": 0, "former-partner": 0, "sibling": 0,
}  # fmt: skip
COUPLES = ("partner", "former-partner")
DESCENTS = ("parent", "step-parent", "carer", "grandparent")


@dataclass(frozen=True)
class Leaf:
    """Somebody in the tree."""

    member_id: str
    is_adult: bool
    sort: str = ""


@dataclass(frozen=True)
class Descent:
    """Children who have the same parents (one, or a couple that stands side by side) in the same way."""

    kind: str
    parents: tuple[str, ...]
    children: tuple[str, ...]


@dataclass(frozen=True)
class Layout:
    """Everybody's place (generation, along), the couples, and who descends from whom."""

    places: dict[str, tuple[int, float]]
    couples: tuple[tuple[str, str, str], ...]
    descents: tuple[Descent, ...]
    generations: int = field(default=1)
    breadth: float = field(default=1)


def lay_out(leaves: Sequence[Leaf], relations: Sequence[Relation]) -> Layout:
    """Give everybody a place; of relations that contradict each other the first one counts."""
    known = {leaf.member_id for leaf in leaves}
    drawn = [one for one in relations if {one.from_member, one.to_member} <= known and one.kind in STEPS]
    generation = _generations(leaves, drawn)
    along = _along(leaves, drawn, generation)
    places = {who: (generation[who], along[who]) for who in generation}
    couples = tuple((one.from_member, one.to_member, one.kind) for one in drawn if one.kind in COUPLES)
    return Layout(
        places,
        couples,
        _descents(drawn, places),
        generations=max(generation.values(), default=0) + 1,
        breadth=max(along.values(), default=0) + 1,
    )


def _generations(leaves: Sequence[Leaf], drawn: Sequence[Relation]) -> dict[str, int]:
    steps: dict[str, list[tuple[str, int]]] = {leaf.member_id: [] for leaf in leaves}
    for one in drawn:
        steps[one.from_member].append((one.to_member, STEPS[one.kind]))
        steps[one.to_member].append((one.from_member, -STEPS[one.kind]))
    groups: list[dict[str, int]] = []
    for leaf in leaves:
        if not any(leaf.member_id in group for group in groups):
            groups.append(_reached(leaf.member_id, steps))
    adults = {leaf.member_id for leaf in leaves if leaf.is_adult}
    groups.sort(key=len, reverse=True)
    level = _adult_level(groups[0], adults) if groups else 0
    found: dict[str, int] = {}
    for group in groups:
        shift = level - _adult_level(group, adults)
        found.update({who: place + shift for who, place in group.items()})
    first = min(found.values(), default=0)
    return {who: place - first for who, place in found.items()}


def _reached(start: str, steps: dict[str, list[tuple[str, int]]]) -> dict[str, int]:
    found, waiting = {start: 0}, [start]
    while waiting:
        who = waiting.pop(0)
        for other, step in steps[who]:
            if other not in found:
                found[other] = found[who] + step
                waiting.append(other)
    return found


def _adult_level(group: dict[str, int], adults: set[str]) -> int:
    """The generation of most adults, the younger one of two; where there is none, the one above the oldest child."""
    counted = Counter(place for who, place in group.items() if who in adults)
    if not counted:
        return min(group.values()) - 1
    return max(counted, key=lambda place: (counted[place], place))


def _along(leaves: Sequence[Leaf], drawn: Sequence[Relation], generation: dict[str, int]) -> dict[str, float]:
    order = {leaf.member_id: (leaf.sort, place) for place, leaf in enumerate(leaves)}
    along: dict[str, float] = {}
    for level in range(max(generation.values(), default=0) + 1):
        row = [leaf.member_id for leaf in leaves if generation[leaf.member_id] == level]
        wished = {who: _wish(who, drawn, along) for who in row}
        if level:
            row.sort(key=lambda who: order[who])
        clusters = [(_mean(group, wished), group) for group in _clusters(row, drawn)]
        clusters.sort(key=lambda one: (one[0] is None, one[0] or 0))
        along.update(_placed(clusters))
    first = min(along.values(), default=0)
    return {who: place - first for who, place in along.items()}


def _wish(who: str, drawn: Sequence[Relation], along: dict[str, float]) -> float | None:
    above = [along[one.from_member] for one in drawn if one.to_member == who and one.from_member in along]
    return sum(above) / len(above) if above else None


def _mean(group: Sequence[str], wished: dict[str, float | None]) -> float | None:
    known = [place for who in group if (place := wished[who]) is not None]
    return sum(known) / len(known) if known else None


def _clusters(row: Sequence[str], drawn: Sequence[Relation]) -> list[list[str]]:
    """Couples, and parents of the same child, side by side; everybody else alone."""
    beside: dict[str, list[str]] = {who: [] for who in row}
    for one, other in _pairs(drawn):
        if one in beside and other in beside and other not in beside[one]:
            beside[one].append(other)
            beside[other].append(one)
    groups: list[list[str]] = []
    left = list(row)
    while left:
        # Whoever has one at their side begins, so that who has two stands between them.
        start = min(
            left, key=lambda who: (len(beside[who]) != 1, left.index(who)) if beside[who] else (0, left.index(who))
        )
        group = _walk(start, beside, left)
        groups.append(group)
    return groups


def _walk(start: str, beside: dict[str, list[str]], left: list[str]) -> list[str]:
    group, waiting = [], [start]
    while waiting:
        who = waiting.pop(0)
        if who in left:
            left.remove(who)
            group.append(who)
            waiting.extend(beside[who])
    return group


def _pairs(drawn: Sequence[Relation]) -> list[tuple[str, str]]:
    couples = [(one.from_member, one.to_member) for kind in COUPLES for one in drawn if one.kind == kind]
    parents: dict[str, list[str]] = {}
    for one in drawn:
        if one.kind == "parent":
            parents.setdefault(one.to_member, []).append(one.from_member)
    return couples + [(both[0], both[1]) for both in parents.values() if len(both) == 2]


def _placed(clusters: Sequence[tuple[float | None, list[str]]]) -> dict[str, float]:
    """Put clusters side by side, each as near as can be to where it wishes to stand."""
    found: dict[str, float] = {}
    end, drift, wishes = 0.0, 0.0, 0
    for place, (wish, group) in enumerate(clusters):
        middle = (len(group) - 1) / 2
        start = end if wish is None else max(wish - middle, end) if place else wish - middle
        found.update({who: start + number for number, who in enumerate(group)})
        if wish is not None:
            drift, wishes = drift + start + middle - wish, wishes + 1
        end = start + len(group)
    shift = drift / wishes if wishes else 0.0
    return {who: place - shift for who, place in found.items()}


def _descents(drawn: Sequence[Relation], places: dict[str, tuple[int, float]]) -> tuple[Descent, ...]:
    grouped: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for kind in DESCENTS:
        above: dict[str, list[str]] = {}
        for one in drawn:
            if one.kind == kind:
                above.setdefault(one.to_member, []).append(one.from_member)
        for child, parents in above.items():
            for group in _side_by_side(parents, places):
                grouped.setdefault((kind, group), []).append(child)
    return tuple(Descent(kind, parents, tuple(children)) for (kind, parents), children in grouped.items())


def _side_by_side(parents: list[str], places: dict[str, tuple[int, float]]) -> list[tuple[str, ...]]:
    ordered = sorted(parents, key=lambda who: places[who])
    if len(ordered) == 2:
        (one, at), (other, there) = (places[who] for who in ordered)
        if one == other and abs(there - at) <= 1:
            return [tuple(ordered)]
    return [(who,) for who in ordered]
