"""Signing in, the second factor, passwords."""

from __future__ import annotations

from typing import Any, cast

import segno
from django import forms
from django.conf import settings
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm, SetPasswordForm, UsernameField
from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _later
from django_otp import login as verify
from django_otp.plugins.otp_totp.models import TOTPDevice

from bangfu.site.web.access import PUBLIC, SIGNED_IN, opens_for
from bangfu.site.web.limits import address, limited, tap
from bangfu.site.web.models import Account
from bangfu.site.web.views.errors import too_many


class SignInForm(AuthenticationForm):
    """User name and password, with labels of ours."""

    username = UsernameField(label=_later("用户名"), widget=forms.TextInput(attrs={"autofocus": True}))

    error_messages = {
        "invalid_login": _later("用户名或密码不对。"),
        "inactive": _later("这个账号已停用。"),
    }


class SignIn(LoginView):
    """The door."""

    template_name = "web/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask for no more passwords where too many wrong ones came from."""
        wait = tap("failures", address(request), 0)
        return too_many(request, wait) if wait else super().post(request, *args, **kwargs)

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        """Let somebody in; a browser that was not told a language takes that of the account."""
        response = super().form_valid(form)
        if settings.LANGUAGE_COOKIE_NAME not in self.request.COOKIES:
            response.set_cookie(
                settings.LANGUAGE_COOKIE_NAME,
                cast(Account, form.get_user()).language,
                max_age=31_536_000,
                samesite="Lax",
            )
        return response


class SignOut(LogoutView):
    """Leaving; the browser forgets what it kept of this account."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """End the session and have the browser clear what it cached."""
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"cache"'
        return response


sign_in = opens_for(PUBLIC)(SignIn.as_view())
sign_out = opens_for(SIGNED_IN)(SignOut.as_view())


class TokenForm(forms.Form):
    """Six digits."""

    token = forms.RegexField(r"^\s*\d{6}\s*$", label=_later("验证码"))


@opens_for(SIGNED_IN)
def second_factor(request: HttpRequest) -> HttpResponse:
    """Set up an authenticator, or ask it for its six digits."""
    account = cast(Account, request.user)
    device = TOTPDevice.objects.filter(user=account).first()
    if device is None:
        device = TOTPDevice.objects.create(user=account, name="totp", confirmed=False)
    form = TokenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        allowed, _why = device.verify_is_allowed()
        if allowed and device.verify_token(form.cleaned_data["token"].strip()):
            device.confirmed = True
            device.save(update_fields=["confirmed"])
            verify(request, device)
            return redirect("home")
        form.add_error("token", _("验证码不对，请看手机上最新的六位数字。"))
    setup = None if device.confirmed else device.config_url
    picture = segno.make(setup).svg_data_uri(scale=5) if setup else ""
    return render(request, "web/second_factor.html", {"form": form, "setup": setup, "picture": picture})


@opens_for(SIGNED_IN)
@limited("password", "POST")
def password(request: HttpRequest) -> HttpResponse:
    """Choose a new password; whoever has one of their own gives it first."""
    account = cast(Account, request.user)
    kind = SetPasswordForm if account.must_change else PasswordChangeForm
    form = kind(account, request.POST or None)  # type: ignore[arg-type]
    if request.method == "POST" and form.is_valid():
        account.must_change = False
        form.save()
        update_session_auth_hash(request, account)
        return redirect("home")
    return render(request, "web/password.html", {"form": form, "first": account.must_change})


def next_page(request: HttpRequest) -> str:
    """Where a form asked to return to, where that is on this site."""
    wanted = request.POST.get("next", "")
    return wanted if url_has_allowed_host_and_scheme(wanted, {request.get_host()}) else "/"
