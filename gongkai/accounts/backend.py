from django.contrib.auth import get_user_model
from django.contrib.auth.backends import BaseBackend


class PersonBackend(BaseBackend):
    """Sign-in by account name and password. Permissions are not Django's: they come from posts and steps."""

    def authenticate(self, request, username=None, password=None):
        Person = get_user_model()
        try:
            person = Person.objects.get(username=username)
        except Person.DoesNotExist:
            Person().set_password(password)  # the same work as for a known name, so that time tells nothing
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, key):
        found = get_user_model().objects.filter(pk=key)
        return next((person for person in found if person.is_active), None)
