"""Every write of bodies, decisions and consultations."""
