"""Made-up readings and times for the tests of this room."""

from dataclasses import dataclass

from wheel_app.progress.rules import Moment, Reading

KEYS = ("home", "money", "work", "health", "mood", "growing", "learning", "days", "parent", "people", "area", "hopes")
BAND_ENDS = (20, 40, 60, 80, 100)


def make_reading(topic_key: str = "home", score: int = 50, **values: object) -> Reading:
    """One reading; its band follows from the score unless it is given."""
    known: dict[str, object] = {
        "meaning": 1,
        "band": (score - 1) // 20,
        "how": "arc",
        "is_shared": topic_key != "own",
        "own_label": "Our dog" if topic_key == "own" else None,
    }
    return Reading(topic_key=topic_key, score=score, **{**known, **values})  # type: ignore[arg-type]


def make_moment(
    *readings: Reading, filled_on: str = "2026-03-02", band_ends: tuple[int, ...] = BAND_ENDS, **values: str
) -> Moment:
    """One time with these readings."""
    known = {"checkin_id": filled_on, "tool_id": "family-wheel", "tool_version": "2026.1"}
    return Moment(filled_on=filled_on, band_ends=band_ends, readings=readings, **{**known, **values})


def make_scored(*scores: int, filled_on: str = "2026-03-02") -> Moment:
    """One time whose first topics have these scores, in the order of the wheel."""
    pairs = zip(KEYS, scores, strict=False)
    return make_moment(*(make_reading(key, score) for key, score in pairs), filled_on=filled_on)


@dataclass(frozen=True)
class Listed:
    """A finished check-in as far as choosing needs it; unless told otherwise recorded in the order of the ids."""

    checkin_id: str
    filled_on: str = "2026-03-02"
    tool_id: str = "family-wheel"
    recorded_at: str = ""

    def __post_init__(self) -> None:
        if not self.recorded_at:
            object.__setattr__(self, "recorded_at", f"2026-03-02T10:00:00.{self.checkin_id:0>6}Z")
