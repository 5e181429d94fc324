"""The tables: plans, governing documents, focus areas, indicators, reviews, trials, analyses."""

from kernespor.domains.strategy.models.analyses import Analysis, AnalysisPart, AnalysisReport
from kernespor.domains.strategy.models.focus import (
    FocusArea,
    FocusBacking,
    FocusEvaluation,
    FocusFate,
    FocusSet,
    StatusNote,
    StatusNotePart,
)
from kernespor.domains.strategy.models.governing import DocumentBlock, GoverningDocument, Passage
from kernespor.domains.strategy.models.indicators import IndicatorReading
from kernespor.domains.strategy.models.lint import LintDismissal
from kernespor.domains.strategy.models.plans import (
    Action,
    Goal,
    Indicator,
    LastSeen,
    OwnedRow,
    PlanImport,
    PlanSection,
    PriorityArea,
    Status,
    UnitPlan,
)
from kernespor.domains.strategy.models.reviews import Review
from kernespor.domains.strategy.models.trials import Trial, TrialAdoption, TrialEffect, TrialFollower

__all__ = [
    "Action",
    "Analysis",
    "AnalysisPart",
    "AnalysisReport",
    "DocumentBlock",
    "FocusArea",
    "FocusBacking",
    "FocusEvaluation",
    "FocusFate",
    "FocusSet",
    "Goal",
    "GoverningDocument",
    "Indicator",
    "IndicatorReading",
    "LastSeen",
    "LintDismissal",
    "OwnedRow",
    "Passage",
    "PlanImport",
    "PlanSection",
    "PriorityArea",
    "Review",
    "Status",
    "StatusNote",
    "StatusNotePart",
    "Trial",
    "TrialAdoption",
    "TrialEffect",
    "TrialFollower",
    "UnitPlan",
]
