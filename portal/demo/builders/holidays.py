"""Public holidays of this year and the next, as far as the installed lists know them, and the
schools' holidays about when they are: the real days are in each year's notice.
"""

import datetime as dt

from portal.core import services
from portal.core.holidays import HolidaysUnknownError
from portal.core.models import ClosureDay, SchoolHoliday

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


def build_school_holidays(demo: Demo) -> str:
    for year in (demo.today.year, demo.today.year + 1):
        for name, name_en, first, last in (
            ("寒假", "Winter holidays", dt.date(year, 1, 31), dt.date(year, 3, 1)),
            ("暑假", "Summer holidays", dt.date(year, 7, 11), dt.date(year, 8, 31)),
        ):
            SchoolHoliday.objects.get_or_create(
                name=name, first=first, defaults={"name_en": name_en, "last": last}
            )
    return f"{SchoolHoliday.objects.count()} school holidays"
