"""The free topic: one of the person's own, made anew for each label."""

from dataclasses import replace
from functools import cache

from wheel_app.tools.definitions import SHIPPED_PICTURES
from wheel_app.tools.faults import Faults
from wheel_app.tools.pictures import read_picture
from wheel_app.tools.rules import OWN_COLOUR, OWN_KEY, SaidTogether, Step, Topic


def N_(text: str) -> str:  # noqa: N802  (the name Babel looks for)
    """Mark a text for translation where it is shown."""
    return text


def own_topic(label: str = "", voice: str = "own") -> Topic:
    """The free topic with the person's own words as its label."""
    words = " ".join(label.split())
    topic = _free_topic().said_together() if voice == "together" else _free_topic()
    return replace(topic, label=words) if words else topic


@cache
def _free_topic() -> Topic:
    faults = Faults()
    picture = read_picture(SHIPPED_PICTURES / f"{OWN_KEY}.svg", faults)
    faults.raise_if_any()
    return Topic(
        key=OWN_KEY,
        meaning=1,
        subject=OWN_KEY,
        label=N_("A topic of my own"),
        colour=OWN_COLOUR,
        picture=picture,
        line=N_("Something else that counts for you. You choose what it is."),
        prompts=(
            N_("What made you think of this?"),
            N_("What is it like when this goes well?"),
            N_("Who knows how you feel about it?"),
        ),
        strengths=(
            N_("I know what I want here"),
            N_("Someone is on my side with this"),
            N_("I have got through this before"),
        ),
        steps=(
            Step("tell", N_("Tell someone I trust about it")),
            Step("write", N_("Write down one small thing to try")),
            Step("ask", N_("Ask at the hub who can help with this")),
        ),
        together=_said_together(),
    )


def _said_together() -> SaidTogether:
    return SaidTogether(
        label=N_("A topic of our own"),
        line=N_("Something else that counts for you all. You choose what it is."),
        strengths=(
            N_("We know what we want here"),
            N_("Someone is on our side with this"),
            N_("We have got through this before"),
        ),
        steps=(
            Step("tell", N_("Tell someone we trust about it")),
            Step("write", N_("Write down one small thing to try")),
            Step("ask", N_("Ask at the hub who can help with this")),
        ),
    )
