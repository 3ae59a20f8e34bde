"""Who signs in, and who is signed in with the posts held: by plain SQL, as each page of the staff begins with it."""

from django.contrib.auth.backends import BaseBackend

from gongkai.accounts.models import Person, Post, Unit

PERSON = "SELECT * FROM accounts_person WHERE id = %s"
POSTS = "SELECT * FROM accounts_post WHERE person_id = %s ORDER BY id"
UNITS = "SELECT * FROM accounts_unit WHERE id IN (SELECT unit_id FROM accounts_post WHERE person_id = %s)"


class PersonBackend(BaseBackend):
    """Sign-in by account name and password. Permissions are not Django's: they come from posts and steps."""

    def authenticate(self, request, username=None, password=None):
        try:
            person = Person.objects.get(username=username)
        except Person.DoesNotExist:
            Person().set_password(password)  # the same work as for a known name, so that time tells nothing
            return None
        return person if person.check_password(password) and person.is_active else None

    def get_user(self, key):
        return next((person for person in Person.objects.raw(PERSON, [key]) if person.is_active), None)


def posts_of(person: Person) -> list[Post]:
    """Posts that somebody ever held, oldest first, with the person and their units at hand."""
    posts = list(Post.objects.raw(POSTS, [person.pk]))
    units = {unit.pk: unit for unit in Unit.objects.raw(UNITS, [person.pk])}
    for post in posts:
        post.person = person
        if post.unit_id in units:  # else it was read before a change in between
            post.unit = units[post.unit_id]
    return posts
