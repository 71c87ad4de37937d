"""How long the portal waits for a library system, by what the answer is for.

Each call by itself; what a page waits for all of them together is its patience (`patience`).
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Policy:
    """Seconds to connect and to read; *retries* only of reads that never reached the system."""

    connect: float
    read: float
    retries: int = 0


PAGE = Policy(
    connect=0.5, read=1.5
)  # while a page or fragment is made: the whole stays below 2.5 s
PATRON = Policy(connect=1.0, read=5.0, retries=1)  # a reader waits for their own account
COMMAND = Policy(connect=1.0, read=15.0)  # never sent twice
BATCH = Policy(connect=3.0, read=60.0, retries=4)  # harvest, statistics: by the worker only
