"""The tables: bodies with terms and members, decisions, consultations."""

from kernespor.foundation.bodies.models.bodies import Body, BodyVersion, Membership, Term, TermBody
from kernespor.foundation.bodies.models.consultations import (
    Consultation,
    ConsultationMaterial,
    ConsultationParty,
    ConsultationResponse,
    PublicSending,
    ResponseContact,
)
from kernespor.foundation.bodies.models.decisions import Absence, Decision, DecisionVersion, Dissent

__all__ = [
    "Absence",
    "Body",
    "BodyVersion",
    "Consultation",
    "ConsultationMaterial",
    "ConsultationParty",
    "ConsultationResponse",
    "Decision",
    "DecisionVersion",
    "Dissent",
    "Membership",
    "PublicSending",
    "ResponseContact",
    "Term",
    "TermBody",
]
