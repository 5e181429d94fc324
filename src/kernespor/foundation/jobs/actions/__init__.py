"""Every write about runs: asked for, stopped, sent off again by people; carried out by a worker."""

from kernespor.foundation.jobs.actions.asking import cancel, enqueue, retry
from kernespor.foundation.jobs.actions.carrying_out import execute, run_now

__all__ = ["cancel", "enqueue", "execute", "retry", "run_now"]
