"""The tables: bodies with terms and members, decisions, consultations and what they led to."""

from kernespor.foundation.bodies.models.bodies import Body, BodyVersion, Membership, Term, TermBody
from kernespor.foundation.bodies.models.consultations import (
    Consultation,
    ConsultationMaterial,
    ConsultationParty,
    ConsultationResponse,
    PublicSending,
    ResponseContact,
    ResponseDocument,
)
from kernespor.foundation.bodies.models.decisions import Absence, Decision, DecisionVersion, Dissent
from kernespor.foundation.bodies.models.notices import Notice, NoticeMail, ReminderDays
from kernespor.foundation.bodies.models.points import ConsultationPoint, PointAnswer

__all__ = [
    "Absence",
    "Body",
    "BodyVersion",
    "Consultation",
    "ConsultationMaterial",
    "ConsultationParty",
    "ConsultationPoint",
    "ConsultationResponse",
    "Decision",
    "DecisionVersion",
    "Dissent",
    "Membership",
    "Notice",
    "NoticeMail",
    "PointAnswer",
    "PublicSending",
    "ReminderDays",
    "ResponseContact",
    "ResponseDocument",
    "Term",
    "TermBody",
]
