"""The tables: items with versions and stops, meetings with those who took part, deviations, follow-ups."""

from kernespor.domains.agenda.models.gatherings import Guest, MeetingNote, ProgrammePoint
from kernespor.domains.agenda.models.items import AgendaItem, ItemStop, ItemVersion, ReviewDismissal
from kernespor.domains.agenda.models.meetings import Attendance, Disqualification, Meeting
from kernespor.domains.agenda.models.order import Deviation, FollowUp

__all__ = [
    "AgendaItem",
    "Attendance",
    "Deviation",
    "Disqualification",
    "FollowUp",
    "Guest",
    "ItemStop",
    "ItemVersion",
    "Meeting",
    "MeetingNote",
    "ProgrammePoint",
    "ReviewDismissal",
]
