"""Public holidays of this year and the next, as far as the installed lists know them."""

from portal.core import services
from portal.core.holidays import HolidaysUnknownError
from portal.core.models import ClosureDay

from .demo import Demo


def build_holidays(demo: Demo) -> str:
    unknown = []
    for year in (demo.today.year, demo.today.year + 1):
        try:
            services.import_holidays(year)
        except HolidaysUnknownError:
            unknown.append(str(year))
    later = f"; those of {' and '.join(unknown)} are not announced yet" if unknown else ""
    return f"{ClosureDay.objects.count()} holidays and make-up days{later}"
