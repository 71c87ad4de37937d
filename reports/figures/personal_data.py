"""Personal data of figures (see `portal.accounts.privacy`)."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.privacy import register

register("figures.Batch", _("Numbers entered for the statistics"))
register("figures.FigureUpload", _("Numbers entered for the statistics"))
register("figures.MonthlyReturn", _("Numbers entered for the statistics"))
