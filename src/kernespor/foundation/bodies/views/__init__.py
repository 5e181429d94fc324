"""Pages of bodies, decisions and consultations."""
