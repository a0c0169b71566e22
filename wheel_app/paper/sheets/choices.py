"""What can be printed here: each point of the set in use, the scale alone, the wheels."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask_babel import gettext, lazy_gettext

from wheel_app.clock import PointSet
from wheel_app.paper.sheets.rules import Kind, SheetFacts, asked_for
from wheel_app.tools import PARENTAL_SCALE, Library, ways_in

KIND_NAMES: dict[Kind, str] = {
    "point": lazy_gettext("For a visit"),
    "scale": lazy_gettext("The scale alone"),
    "wheel": lazy_gettext("The wheel"),
}


@dataclass(frozen=True)
class Choice:
    """One thing to print: what a form sends for it, its name, and what it asks, in no language yet."""

    value: str
    label: str
    facts: SheetFacts

    def facts_in(self, language: str) -> SheetFacts:
        """Return what it asks, in the language of this code."""
        return replace(self.facts, language=language)


def choices(library: Library, points: PointSet) -> dict[Kind, tuple[Choice, ...]]:
    """Return everything that can be printed, by kind."""
    return {
        "point": tuple(
            Choice(
                f"point.{point.key}",
                gettext(point.label),
                SheetFacts(
                    "point",
                    point.asks,
                    "",
                    asked_for(library, "point", point.asks),
                    point.key,
                    points.key,
                    points.version,
                ),
            )
            for point in points.points
        ),
        "scale": tuple(
            Choice(
                f"scale.{about.key}",
                gettext(about.label),
                SheetFacts("scale", about.key, "", asked_for(library, "scale", about.key)),
            )
            for about in library.current(PARENTAL_SCALE).abouts
        ),
        "wheel": tuple(
            Choice(
                f"wheel.{way.value}",
                gettext(way.about.label),
                SheetFacts("wheel", way.about.key, "", asked_for(library, "wheel", way.about.key, way.tool.id)),
            )
            for way in ways_in(library)
        ),
    }


def called(library: Library, kind: Kind, about: str) -> str:
    """Return what a printing is called on staff pages."""
    asks = PARENTAL_SCALE if kind != "wheel" else None
    abouts = library.current(asks).abouts if asks else tuple(way.about for way in ways_in(library))
    label = next((one.label for one in abouts if one.key == about), about)
    return f"{KIND_NAMES[kind]} · {gettext(label)}"
