"""Signing in and out, and choosing the post one acts from."""

from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "账号或密码不对，请核对后再试；连续五次不对将锁定十五分钟",
        "inactive": "这个账号已停用，请联系政务公开办",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "账号"
        self.fields["password"].label = "密码"


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(LogoutView):
    pass


def locked(request, credentials, *args, **kwargs):
    """After too many wrong passwords (等保 身份鉴别)."""
    return render(request, "accounts/locked.html", status=429)


@require_POST
def choose_post(request, key: int):
    """Acts from now on stand under another of one's own posts."""
    if any(post.pk == key for post in request.posts):
        request.session["post"] = key
    return HttpResponseRedirect(reverse("desk:home"))
