"""The tables: items with versions and stops, meetings, deviations, follow-ups, mandates of groups, years."""

from kernespor.domains.agenda.models.gatherings import Guest, MeetingNote, ProgrammePoint
from kernespor.domains.agenda.models.items import AgendaItem, ItemStop, ItemVersion, ReviewDismissal
from kernespor.domains.agenda.models.mandates import CarriedOn, Deliverable, Mandate, MandateVersion
from kernespor.domains.agenda.models.meetings import Attendance, Disqualification, Meeting
from kernespor.domains.agenda.models.order import Deviation, FollowUp
from kernespor.domains.agenda.models.wheel import DaysOff, WheelDay, WheelMade, WheelStep, WheelYear

__all__ = [
    "AgendaItem",
    "Attendance",
    "CarriedOn",
    "DaysOff",
    "Deliverable",
    "Deviation",
    "Disqualification",
    "FollowUp",
    "Guest",
    "ItemStop",
    "ItemVersion",
    "Mandate",
    "MandateVersion",
    "Meeting",
    "MeetingNote",
    "ProgrammePoint",
    "ReviewDismissal",
    "WheelDay",
    "WheelMade",
    "WheelStep",
    "WheelYear",
]
