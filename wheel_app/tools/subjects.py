"""The one shared list of what topics and items can be about.

A subject lets the same thing be found again across tools, versions and places: nothing known is asked twice,
and towns can compare what is the same. A subject is never renamed or given a new sense; a new one is added.
"""

from collections.abc import Mapping
from types import MappingProxyType

SUBJECTS: Mapping[str, str] = MappingProxyType(
    {
        "housing": "The home itself: room, warmth, repair, staying in it",
        "money": "Income, bills, debt, benefits, food and fuel",
        "work": "Paid work, training, volunteering, getting back to it",
        "health": "The body: illness, teeth, food, moving, rest, care from a doctor or midwife",
        "feelings": "Mood, worries, feeling alone, what lifts a person",
        "child-growth": "How a child grows, plays, talks and gets on with others",
        "learning": "Nursery, school, college, clubs: the place, the way there, getting on",
        "daily-life": "Meals, mornings, bedtimes, sleep, the shape of a day",
        "parenting": "Being or becoming a parent: feeling able, calm and not alone in it",
        "social-ties": "Family, friends and groups around the household",
        "neighbourhood": "The area: safety outdoors, parks, things to do, getting about",
        "hopes": "What someone wants for themselves and their family",
        "caring": "Looking after someone who leans on you: at home, ill, younger or older",
        "relationship": "Getting on, and feeling safe, with those one lives with (private)",
        "habits": "Smoking, drink, drugs, gambling (private)",
        "local": "Something particular to one place; never compared between places",
        "own": "The person’s own free topic; never compared between people",
    }
)

# What only the app itself gives out: a tool file cannot claim it.
RESERVED_SUBJECTS = ("own",)

# What is asked in private only: never a spoke of a wheel that others may see.
PRIVATE_SUBJECTS = ("relationship", "habits")
