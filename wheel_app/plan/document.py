"""What stands on the plan on paper, in the reader's language: the child that draws it knows no translations."""

from dataclasses import dataclass
from typing import Literal

SOFT_INK = "#51606b"


@dataclass(frozen=True)
class PlanReading:
    """One line of the list in words: a topic, and its mark or that it was left out."""

    label: str
    value: str


@dataclass(frozen=True)
class PlanHelper:
    """A place or person that can help with a goal; what is not known is empty."""

    name: str
    text: str = ""
    phone: str = ""
    web: str = ""


@dataclass(frozen=True)
class PlanGoal:
    """A topic to change first, with the first step and who can help."""

    topic: str
    step: str
    who: str
    when: str
    helpers: tuple[PlanHelper, ...] = ()
    colour: str = SOFT_INK


@dataclass(frozen=True)
class PlanHeadings:
    """The fixed words of the paper.

    `page` holds {page} and {pages}; `not_printed` explains ◌ and shows only where a sign could not be printed.
    """

    readings: str
    topic: str
    value: str
    goals: str
    step: str
    who: str
    when: str
    helpers: str
    works: str
    not_printed: str
    page: str
    services: str = ""


@dataclass(frozen=True)
class PlanDocument:
    """The whole plan, every text ready to print."""

    language: str
    direction: Literal["ltr", "rtl"]
    title: str
    made_on_text: str
    wheel_svg: str
    wheel_description: str
    number_text: str | None
    readings: tuple[PlanReading, ...]
    goals: tuple[PlanGoal, ...]
    works: tuple[str, ...]
    headings: PlanHeadings
    services: tuple[PlanHelper, ...] = ()
