"""Reads of bodies, decisions and consultations; what other parts ask for most stands here."""

from kernespor.foundation.bodies.selectors.members import Seat, bodies_of, members_on, seats_of
from kernespor.foundation.bodies.selectors.names import body_label, names_on

__all__ = ["Seat", "bodies_of", "body_label", "members_on", "names_on", "seats_of"]
