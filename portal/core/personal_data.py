"""Personal data of the kernel (see `portal.accounts.privacy`)."""

from django.utils.translation import gettext_lazy as _

from portal.accounts.privacy import register

register("core.LibraryStaff", _("Work in the administration"))
