"""Whether somebody is as alone as private topics ask for, and which of them they are offered. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wheel_app.checkins.checkin import Filling
from wheel_app.people import EVERYTHING, Change, silent_in
from wheel_app.tools import Topic


@dataclass(frozen=True)
class Company:
    """Who was there when a check-in was begun, and in whose voice it speaks."""

    present: str
    interpreter: str | None
    voice: str

    def leaves_room(self, here: str) -> bool:
        """Whether private topics are offered, in a visit that said who is `here`.

        Only in one's own voice; alone, or with a worker and no interpreter or a professional one. A visit that is not
        the one in which the check-in was begun says less: it has to be alone, or with a worker again.
        """
        if self.voice != "own" or here not in ("alone", self.present):
            return False
        with_worker = self.present == "worker" and self.interpreter in (None, "none", "professional")
        return self.present == "alone" or with_worker


def offered(
    filling: Filling, companies: Iterable[Company], changes: Iterable[Change], *, here: str
) -> tuple[Topic, ...]:
    """Return the private topics of a draft that are offered now: none in a correction, and none that fell silent.

    `companies` are who was there when it was begun, and whenever a later one was: a relative who helps with that one
    may be here still.
    """
    checkin = filling.checkin
    if not checkin.is_draft or checkin.revises or not all(one.leaves_room(here) for one in companies):
        return ()
    silent = silent_in(changes, checkin.recorded_at, checkin.about_member)
    return tuple(
        topic
        for topic in filling.tool.private_for(checkin.about)
        if topic.subject not in silent and EVERYTHING not in silent
    )
