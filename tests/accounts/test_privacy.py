from django.apps import apps

from portal.accounts import privacy
from portal.accounts.models import FamilyMember, Reader, User


def _links_to_people() -> set[str]:
    return {
        model._meta.label
        for model in apps.get_models(include_auto_created=True)
        for field in [*model._meta.local_fields, *model._meta.local_many_to_many]
        if field.related_model in (User, Reader, FamilyMember)
    }


def test_every_model_with_a_link_to_a_person_is_registered():
    forgotten = {label for label in _links_to_people() if not privacy.is_registered(label)}
    assert forgotten == set(), "register these in the app's personal_data.py"


def test_registered_models_exist():
    for entry in privacy.registered():
        assert apps.get_model(entry.model)


def test_nothing_stops_the_removal_of_a_family_member():
    for relation in FamilyMember._meta.related_objects:
        assert relation.on_delete.__name__ in ("CASCADE", "SET_NULL"), relation.related_model
