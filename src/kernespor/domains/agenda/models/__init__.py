"""The tables: items with versions and stops, meetings and who took part, deviations, follow-ups, years."""

from kernespor.domains.agenda.models.items import AgendaItem, ItemStop, ItemVersion, ReviewDismissal
from kernespor.domains.agenda.models.meetings import Attendance, Disqualification, Meeting
from kernespor.domains.agenda.models.order import Deviation, FollowUp
from kernespor.domains.agenda.models.wheel import DaysOff, WheelDay, WheelMade, WheelStep, WheelYear

__all__ = [
    "AgendaItem",
    "Attendance",
    "DaysOff",
    "Deviation",
    "Disqualification",
    "FollowUp",
    "ItemStop",
    "ItemVersion",
    "Meeting",
    "ReviewDismissal",
    "WheelDay",
    "WheelMade",
    "WheelStep",
    "WheelYear",
]
