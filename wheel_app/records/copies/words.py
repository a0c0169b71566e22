"""What the codes of a copy mean, in plain words."""

from __future__ import annotations

from flask_babel import lazy_gettext

FACTS = {
    "kind": lazy_gettext("Who you are"),
    "known_as": lazy_gettext("What you are called"),
    "last_name": lazy_gettext("Last name"),
    "born_on": lazy_gettext("Born"),
    "due_on": lazy_gettext("Due"),
    "languages": lazy_gettext("Languages"),
    "interpreter": lazy_gettext("Help with the language"),
    "interpreter_language": lazy_gettext("For which language"),
    "access_needs": lazy_gettext("What makes it easier for you"),
    "safe_way": lazy_gettext("A safe way to reach you"),
    "safe_time": lazy_gettext("A safe time"),
    "note": lazy_gettext("What a worker wrote"),
}
# What else is put right: who somebody is to another, and whether they live here.
CHANGED = {
    "relation": lazy_gettext("Who you are to each other"),
    "lives_here": lazy_gettext("Living here"),
}
LIVES_HERE = {
    "yes": lazy_gettext("lives here"),
    "lives-elsewhere": lazy_gettext("lives elsewhere"),
    "moved-away": lazy_gettext("moved away"),
    "died": lazy_gettext("has died"),
    "other": lazy_gettext("not here any more"),
}
KINDS = {
    "adult": lazy_gettext("An adult"),
    "young": lazy_gettext("A young person, 11 to 17"),
    "child": lazy_gettext("A child"),
    "unborn": lazy_gettext("A child not born yet"),
}
INTERPRETERS = {
    "not-known": lazy_gettext("Not known"),
    "none": lazy_gettext("No help with it"),
    "professional": lazy_gettext("Someone trained"),
    "relative": lazy_gettext("A relative"),
}
PRESENT = {
    "alone": lazy_gettext("On my own"),
    "helped": lazy_gettext("Someone was helping"),
    "worker": lazy_gettext("With a worker"),
}
DONE_BY = {
    "told": lazy_gettext("You told a worker"),
    "own": lazy_gettext("You did it yourself"),
    "paper": lazy_gettext("On paper"),
}
PICKED = {
    "mind": lazy_gettext("On your mind"),
    "right": lazy_gettext("Going all right"),
    "again": lazy_gettext("From the last time"),
}
CHANGES = {
    "death": lazy_gettext("Someone has died"),
    "lives-elsewhere": lazy_gettext("Someone lives somewhere else"),
    "parted": lazy_gettext("We have parted"),
    "moved": lazy_gettext("We have moved"),
    "not-safe": lazy_gettext("It was not safe for me"),
    "pregnancy-loss": lazy_gettext("We lost a baby on the way"),
}
DONE = {
    "shared": lazy_gettext("You let someone see a wheel"),
    "withdrew": lazy_gettext("You stopped sharing"),
    "joined": lazy_gettext("You joined a page about you"),
    "left-record": lazy_gettext("You left a page about you"),
    "disputed": lazy_gettext("You said that something is not right"),
    "exported": lazy_gettext("You made a copy"),
    "signed-in": lazy_gettext("You came back"),
    "signed-out": lazy_gettext("You left"),
}
LOOKS = {
    "wheel": lazy_gettext("looked at a wheel of yours"),
    "household": lazy_gettext("looked at your family’s page"),
    "kept-safe": lazy_gettext("passed something on to keep someone safe"),
}
DECIDED = {
    "me": lazy_gettext("I did"),
    "with-trusted": lazy_gettext("I did, with someone I trust"),
    "with-worker": lazy_gettext("I did, with a worker"),
}
# What the one who is named first is to the other.
RELATIONS = {
    "parent": lazy_gettext("parent"),
    "step-parent": lazy_gettext("step-parent"),
    "grandparent": lazy_gettext("grandparent"),
    "carer": lazy_gettext("carer"),
    "partner": lazy_gettext("partner"),
    "former-partner": lazy_gettext("ex-partner"),
    "sibling": lazy_gettext("brother or sister"),
    "other-relative": lazy_gettext("relative"),
    "friend": lazy_gettext("friend"),
}
