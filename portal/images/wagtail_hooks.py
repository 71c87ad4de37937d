"""Profile pictures of staff come through the same cleaner as every picture.

Wagtail offers no setting for the form of this panel, and its own keeps what a photograph carries.
"""

from wagtail.admin.views.account import AvatarSettingsPanel

from .forms import AvatarForm

AvatarSettingsPanel.form_class = AvatarForm
AvatarSettingsPanel.template_name = "images/admin/avatar.html"
