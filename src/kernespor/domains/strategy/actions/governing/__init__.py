"""Every write of governing documents: laid in, its facts, its life, its passages."""
