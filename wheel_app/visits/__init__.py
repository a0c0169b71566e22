"""Engagement-point visits: who was there, what each adult said, what was agreed."""

from wheel_app.visits.actions import Record, RecordedPart, begin_visit, finish_visit, record_visit
from wheel_app.visits.afterwards.from_paper import put_there, take_paper_back
from wheel_app.visits.holding import erase, erase_family, export, give_to_person, take_from_person
from wheel_app.visits.mine.blueprint import handed_here
from wheel_app.visits.parts.actions import owner_of_part, put_part, tell
from wheel_app.visits.parts.queries import (
    find_part,
    insert_service,
    insert_step,
    list_parts,
    list_parts_of_owner,
)
from wheel_app.visits.parts.rules import DoneBy, Part, Step
from wheel_app.visits.queries import (
    find_visit,
    list_open_of,
    list_present,
    list_themes,
    list_visits,
    list_visits_of_child,
    list_workers,
    replace_themes,
)
from wheel_app.visits.rules import (
    PLACES,
    How,
    OpenVisit,
    PointSet,
    Present,
    Visit,
    VisitFacts,
    interpreter_of,
)
from wheel_app.visits.themes import Theme, theme_named, themes
from wheel_app.visits.words import PLACE_NAMES, doer_to_parent, place_word

__all__ = [
    "PLACES",
    "PLACE_NAMES",
    "DoneBy",
    "How",
    "OpenVisit",
    "Part",
    "PointSet",
    "Present",
    "Record",
    "RecordedPart",
    "Step",
    "Theme",
    "Visit",
    "VisitFacts",
    "begin_visit",
    "doer_to_parent",
    "erase",
    "erase_family",
    "export",
    "find_part",
    "find_visit",
    "finish_visit",
    "give_to_person",
    "handed_here",
    "insert_service",
    "insert_step",
    "interpreter_of",
    "list_open_of",
    "list_parts",
    "list_parts_of_owner",
    "list_present",
    "list_themes",
    "list_visits",
    "list_visits_of_child",
    "list_workers",
    "owner_of_part",
    "place_word",
    "put_part",
    "put_there",
    "record_visit",
    "replace_themes",
    "take_from_person",
    "take_paper_back",
    "tell",
    "theme_named",
    "themes",
]
