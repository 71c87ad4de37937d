"""What can be taken away as files."""

from .annual import MONTHS, REPORTS
from .figures import FIGURES, INDICATORS, LIBRARIES
from .plan import ACTIONS, LOG, TASKS
from .shape import Dataset

DATASETS = {
    dataset.name: dataset
    for dataset in (FIGURES, INDICATORS, LIBRARIES, REPORTS, MONTHS, ACTIONS, TASKS, LOG)
}

__all__ = ["DATASETS", "Dataset"]
