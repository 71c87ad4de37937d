from .data import DeleteAccountForm
from .family import FamilyMemberForm, NewFamilyMemberForm
from .profile import ProfileForm

__all__ = ["DeleteAccountForm", "FamilyMemberForm", "NewFamilyMemberForm", "ProfileForm"]
