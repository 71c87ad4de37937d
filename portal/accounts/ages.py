from django.utils.translation import gettext as _
from django.utils.translation import ngettext

MONTHS_MATTER_BELOW = 36


def age_label(months: int) -> str:
    """An age as people say it: in months for babies, with months for toddlers, then in years."""
    years, rest = divmod(months, 12)
    month_part = ngettext("%(count)d month", "%(count)d months", rest) % {"count": rest}
    if not years:
        return month_part
    year_part = ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    if rest and months < MONTHS_MATTER_BELOW:
        return _("%(years)s and %(months)s") % {"years": year_part, "months": month_part}
    return year_part
