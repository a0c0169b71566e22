"""What is asked before sheets are printed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from flask_babel import gettext, lazy_gettext
from wtforms import SelectField, StringField

from wheel_app.accounts import Team
from wheel_app.paper.sheets.choices import Choice
from wheel_app.paper.sheets.rules import MOST_COPIES, Kind
from wheel_app.people import OnceForm
from wheel_app.web.forms import tidy
from wheel_app.web.locale import Spoken


class PrintForm(OnceForm):
    """What, in which language, how many, for which team."""

    what = SelectField(lazy_gettext("What do you want to print?"), validate_choice=False)
    language = SelectField(lazy_gettext("In which language?"), validate_choice=False)
    copies = StringField(lazy_gettext("How many?"), filters=[tidy])
    team = SelectField(lazy_gettext("For which team?"), validate_choice=False)

    def offer(
        self, offered: Mapping[Kind, Sequence[Choice]], languages: Sequence[Spoken], teams: Sequence[Team]
    ) -> PrintForm:
        """Offer what there is."""
        self.by_kind = offered
        self.offered = {choice.value: choice for some in offered.values() for choice in some}
        self.what.choices = [(choice.value, choice.label) for choice in self.offered.values()]
        self.spoken = {one.code: one for one in languages if not one.audio_only}
        self.language.choices = [(one.code, one.name) for one in self.spoken.values()]
        self.team.choices = [(team.team_id, team.name) for team in teams]
        return self

    @property
    def many(self) -> int:
        """How many copies were asked for; 0 for anything that is no number."""
        typed = self.copies.data or ""
        return int(typed) if typed.isdecimal() and len(typed) < 5 else 0

    def is_complete(self) -> bool:
        """Check all; each error stands at its field."""
        self.validate()
        if self.what.data not in self.offered:
            self.what.errors = [gettext("Choose what to print.")]
        if self.language.data not in self.spoken:
            self.language.errors = [gettext("Choose a language.")]
        if not 1 <= self.many <= MOST_COPIES:
            self.copies.errors = [gettext("Write a number from 1 to %(most)s.", most=MOST_COPIES)]
        if self.team.data not in dict(self.team.choices):
            self.team.errors = [gettext("Choose one of your teams.")]
        return not self.errors
