"""The life of everything in the domain. Pure data; the manual's diagrams come from here."""

from kernespor.domains.strategy.workflow.analyses import ANALYSIS
from kernespor.domains.strategy.workflow.focus import FOCUS_SET, STATUS_NOTE
from kernespor.domains.strategy.workflow.governing import DOCUMENT
from kernespor.domains.strategy.workflow.plans import IMPORT, PLAN
from kernespor.domains.strategy.workflow.trials import TRIAL

__all__ = ["ANALYSIS", "DOCUMENT", "FOCUS_SET", "IMPORT", "PLAN", "STATUS_NOTE", "TRIAL"]
