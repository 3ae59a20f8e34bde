"""Signing in and out, one's own password, and choosing the post one acts from."""

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.views import LoginView, LogoutView, PasswordChangeView
from django.core.validators import MaxLengthValidator
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_POST

from gongkai.accounts import locking
from gongkai.accounts.models import Person


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "账号或密码不对，请核对后再试；连续五次不对将锁定十五分钟",
        "inactive": "这个账号已停用，请联系系统管理员",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "账号"
        longest = Person._meta.get_field("username").max_length
        self.fields["username"].validators.append(MaxLengthValidator(longest, self.error_messages["invalid_login"]))
        self.fields["password"].label = "密码"


class SignIn(LoginView):
    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class PasswordForm(PasswordChangeForm):
    """One's own password: the present one, and twice the new one."""

    error_messages = {"password_incorrect": "现在的密码不对，请重新输入", "password_mismatch": "两次输入的新密码不一致"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        names = ("old_password", "new_password1", "new_password2")
        for name, label in zip(names, ("现在的密码", "新密码", "再输一次新密码"), strict=True):
            self.fields[name].label = label
        self.fields["new_password2"].help_text = ""
        self.fields["new_password1"].help_text = "不少于十位，不能是常见密码，也不能和账号、姓名相近"

    def validate_password_for_user(self, user, password_field_name="password2"):
        super().validate_password_for_user(user, "new_password1")  # said where the password is thought up

    def clean_new_password1(self):
        fresh = self.cleaned_data["new_password1"]
        if self.user.check_password(fresh):
            raise forms.ValidationError("新密码和现在的一样，请换一个")
        return fresh

    def save(self, commit=True):
        self.user.one_time = None
        return super().save(commit)


class Password(PasswordChangeView):
    """Choosing one's own password; every other session of the person ends with it."""

    template_name = "accounts/password.html"
    form_class = PasswordForm
    success_url = reverse_lazy("desk:home")

    def form_valid(self, form):
        answer = super().form_valid(form)
        self.request.session["notices"] = [("done", "密码已改，其他地方的登录已经退出")]
        return answer


class SignOut(LogoutView):
    pass


def locked(request, credentials, *args, **kwargs):
    """After too many wrong passwords (等保 身份鉴别): here for a while, or everywhere the owner was never seen."""
    braked = locking.is_braked(request.POST.get("username"), request)
    return render(request, "accounts/locked.html", {"braked": braked}, status=429)


@require_POST
def choose_post(request, key: int):
    """Acts from now on stand under another of one's own posts."""
    if any(post.pk == key for post in request.posts):
        request.session["post"] = key
    return HttpResponseRedirect(reverse("desk:home"))
