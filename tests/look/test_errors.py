"""Error pages: plain words, the skin of the product one is in, and a way back."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from gongkai.look import views

PUBLIC = {
    400: views.bad_request,
    403: views.forbidden,
    404: views.not_found,
    413: lambda request, _=None: views.too_large(request, 5),
}


def asked(path="/no/such/page/"):
    return RequestFactory().get(path)


@pytest.fixture
def no_processors(settings):
    """Pages outside /staff/ get their site from the roof; here only the skin is tried."""
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"OPTIONS": settings.TEMPLATES[0]["OPTIONS"] | {"context_processors": []}}
    ]


@pytest.mark.parametrize("status", PUBLIC)
def test_citizens_are_told_in_the_portals_skin_and_led_back(no_processors, status):
    answer = PUBLIC[status](asked(), Exception("No Paper matches the given query."))
    html = answer.content.decode()
    assert answer.status_code == status
    assert 'class="portal"' in html
    assert '<a class="button" href="/">回到首页</a>' in html
    assert "No Paper" not in html or status == 403


@pytest.mark.parametrize("status", PUBLIC)
def test_staff_are_told_in_the_desks_skin_and_led_back(no_processors, status):
    html = PUBLIC[status](asked("/staff/x/")).content.decode()
    assert 'class="desk"' in html
    assert '<a class="button" href="/staff/">回到工作台</a>' in html


def test_a_refusal_says_its_own_reason_and_a_bare_one_a_general_one(no_processors):
    said = views.forbidden(asked(), PermissionDenied("只有政务公开办可以撤回。")).content.decode()
    assert "只有政务公开办可以撤回。" in said
    assert "没有任何内容被改动" in views.forbidden(asked(), PermissionDenied()).content.decode()


def test_a_form_open_too_long_is_explained(no_processors):
    answer = views.csrf_failure(asked("/staff/accounts/sign-in/"), reason="CSRF token missing.")
    assert answer.status_code == 403
    assert "打开得太久" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


def test_the_page_for_a_fault_of_ours_leans_on_nothing_that_may_be_broken(settings):
    """No context processor, no session, no database: the one named here does not even exist."""
    settings.TEMPLATES = [
        settings.TEMPLATES[0] | {"OPTIONS": settings.TEMPLATES[0]["OPTIONS"] | {"context_processors": ["no.such"]}}
    ]
    answer = views.broken(asked())
    assert answer.status_code == 500
    assert "没有存下" in answer.content.decode() and 'href="/">回到首页' in answer.content.decode()
    assert 'href="/staff/">回到工作台' in views.broken(asked("/staff/assessment/")).content.decode()


def test_an_error_page_stands_even_where_no_site_is_known(no_processors):
    html = views.not_found(asked()).content.decode()
    assert "<title>没有找到页面</title>" in html
    assert '<a class="site-name" href="/">政务公开</a>' in html
    assert 'action="/search/"' in html


def test_public_error_pages_carry_no_token(no_processors):
    html = "".join(PUBLIC[status](asked()).content.decode() for status in PUBLIC)
    assert "csrf" not in html
