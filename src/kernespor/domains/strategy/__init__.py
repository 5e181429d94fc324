"""Unit plans from document to follow-up.

Main nouns: UnitPlan, PriorityArea, Goal, Action, Indicator, Status, PlanImport. Focus areas, governing
documents, trials and measured indicators are not here.
"""
