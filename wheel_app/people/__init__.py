"""Who someone is and what has changed in their life; families, who lives in them, and who has joined their record."""

from wheel_app.people.actions import bring_back, choose_about_change, erase, export, note_change
from wheel_app.people.care.queries import list_level_steps, list_notes
from wheel_app.people.families.actions import add_team, choose_coordinator, end_team, make_family
from wheel_app.people.families.queries import (
    count_seen,
    find_coordinator,
    find_family,
    find_who_works,
    list_family_teams,
)
from wheel_app.people.families.queries import list_seen as list_families_seen
from wheel_app.people.families.rules import Coordinator, Family, FamilyTeam, Seen, Sight
from wheel_app.people.families.seeing import look_at_family, sees_family
from wheel_app.people.forms import DayForm
from wheel_app.people.joining.actions import AlreadyJoined, dispute, families_of_owner, join, part
from wheel_app.people.joining.queries import (
    list_disputes,
    list_invitations,
    list_joined,
    list_members_of_owner,
    list_unopened,
    owner_of_member,
)
from wheel_app.people.joining.reissuing import find_handed_to, reissue
from wheel_app.people.joining.rules import LOST_SLIP, Dispute, Invitation, Joined, OwnFamily
from wheel_app.people.keeping.queries import Closed, erase_family, list_closed, worked_with
from wheel_app.people.keeping.rules import KeepFor, kept_until
from wheel_app.people.labels.queries import Called, name_families, name_joined
from wheel_app.people.loss.actions import (
    AlreadySilent,
    OnSilence,
    Silencing,
    change_silence,
    end_silence,
    silence_member,
)
from wheel_app.people.loss.queries import (
    find_silence,
    is_silent,
    is_silent_for,
    list_silences,
    silent_for,
    silent_members,
)
from wheel_app.people.loss.rules import Loss, Silence, Spoken
from wheel_app.people.members.actions import ChangedMeanwhile, add_member, correct, part_relation, relate
from wheel_app.people.members.queries import (
    find_member,
    list_member_changes,
    list_members,
    list_relations,
    list_same_human,
)
from wheel_app.people.members.rules import Facts, Member, Relation, kind_on
from wheel_app.people.naming.rules import fold
from wheel_app.people.owners.queries import (
    Known,
    find_exactly,
    is_opened,
    list_changes_of,
    list_known,
    owners_of_family,
    workers_of_family,
    workers_of_owner,
)
from wheel_app.people.queries import (
    Due,
    get_keep_until,
    has_anyone,
    insert_person,
    knows_change,
    list_changes,
    list_overdue,
    set_keep_until,
)
from wheel_app.people.rules import EVERYTHING, KINDS, Change, is_put_away, silenced, silent_in, suggested, touched_since

__all__ = [
    "EVERYTHING",
    "KINDS",
    "LOST_SLIP",
    "AlreadyJoined",
    "AlreadySilent",
    "Called",
    "Change",
    "ChangedMeanwhile",
    "Closed",
    "Coordinator",
    "DayForm",
    "Dispute",
    "Due",
    "Facts",
    "Family",
    "FamilyTeam",
    "Invitation",
    "Joined",
    "KeepFor",
    "Known",
    "Loss",
    "Member",
    "OnSilence",
    "OwnFamily",
    "Relation",
    "Seen",
    "Sight",
    "Silence",
    "Silencing",
    "Spoken",
    "add_member",
    "add_team",
    "bring_back",
    "change_silence",
    "choose_about_change",
    "choose_coordinator",
    "correct",
    "count_seen",
    "dispute",
    "end_silence",
    "end_team",
    "erase",
    "erase_family",
    "export",
    "families_of_owner",
    "find_coordinator",
    "find_exactly",
    "find_family",
    "find_handed_to",
    "find_member",
    "find_silence",
    "find_who_works",
    "fold",
    "get_keep_until",
    "has_anyone",
    "insert_person",
    "is_opened",
    "is_put_away",
    "is_silent",
    "is_silent_for",
    "join",
    "kept_until",
    "kind_on",
    "knows_change",
    "list_changes",
    "list_changes_of",
    "list_closed",
    "list_disputes",
    "list_families_seen",
    "list_family_teams",
    "list_invitations",
    "list_joined",
    "list_known",
    "list_level_steps",
    "list_member_changes",
    "list_members",
    "list_members_of_owner",
    "list_notes",
    "list_overdue",
    "list_relations",
    "list_same_human",
    "list_silences",
    "list_unopened",
    "look_at_family",
    "make_family",
    "name_families",
    "name_joined",
    "note_change",
    "owner_of_member",
    "owners_of_family",
    "part",
    "part_relation",
    "reissue",
    "relate",
    "sees_family",
    "set_keep_until",
    "silence_member",
    "silenced",
    "silent_for",
    "silent_in",
    "silent_members",
    "suggested",
    "touched_since",
    "worked_with",
    "workers_of_family",
    "workers_of_owner",
]
