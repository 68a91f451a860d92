"""The library's forms of signing in and of one's own account, in words of ours."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second

from core.forms import say_words

CALLED = {
    "login": "your e-mail address",
    "email": "your e-mail address",
    "password": "your password",
    "oldpassword": "the password you have now",
    "password1": "a new password",
    "password2": "the new password once more",
    "code": "the code that your authenticator shows",
}


class InOurWords:
    """Has each field of a form ask for what it lacks by name."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            say_words(field, CALLED.get(name, f"the {name}"))


class SignInForm(InOurWords, account.LoginForm):
    pass


class LinkForm(InOurWords, account.ResetPasswordForm):
    """Asks for the address to which the link to choose a new password goes."""


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class OtherPasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class SecondFactorForm(InOurWords, second.AuthenticateForm):
    pass
