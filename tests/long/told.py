"""What is told of requests by the thousand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Told:
    """What became of all requests: how many, with which statuses, who asked what, and the slowest."""

    sent: int = 0
    came_in: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    asked: set[tuple[str, str, str]] = field(default_factory=set)
    slowest: tuple[float, str] = (0.0, "")
    # On which page a form for an address was seen by somebody at a door.
    pages: dict[tuple[str | None, str], str] = field(default_factory=dict)

    @property
    def kinds(self) -> Counter[int]:
        """How many replies of each kind, by the first digit of their status."""
        found: Counter[int] = Counter()
        for status, number in self.statuses.items():
            found[status // 100] += number
        return found

    def __str__(self) -> str:
        shares = ", ".join(f"{kind}xx {number}" for kind, number in sorted(self.kinds.items()))
        return f"{self.sent} requests ({shares}), slowest {self.slowest[0] * 1000:.0f} ms: {self.slowest[1]}"
