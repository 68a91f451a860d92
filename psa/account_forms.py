"""The library's forms of signing in and of one's own account, in words of ours."""

from typing import Any

from allauth.account import forms as account
from allauth.mfa.base import forms as second
from allauth.mfa.totp import forms as app

from accounts.forms import HOW_TO_CHOOSE
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
LABELS = {
    "oldpassword": "The password you have now",
    "password1": "New password",
    "password2": "The new password again",
}


class InOurWords:
    """Has each field of a form say what it is, and ask for what it lacks by name."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "password1" in self.fields:
            self.fields["password1"].help_text = HOW_TO_CHOOSE
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            say_words(field, CALLED.get(name, f"the {name}"))
            field.widget.attrs.pop("placeholder", None)  # it says the label again


class SignInForm(InOurWords, account.LoginForm):
    pass


class LinkForm(InOurWords, account.ResetPasswordForm):
    """Asks for the address to which the link to choose a new password goes."""


class NewPasswordForm(InOurWords, account.ResetPasswordKeyForm):
    pass


class OtherPasswordForm(InOurWords, account.ChangePasswordForm):
    pass


class PasswordAgainForm(InOurWords, account.ReauthenticateForm):
    pass


class SecondFactorForm(InOurWords, second.AuthenticateForm):
    pass


class CodeAgainForm(InOurWords, second.ReauthenticateForm):
    pass


class FirstCodeForm(InOurWords, app.ActivateTOTPForm):
    """Takes the first code of an app, which proves that the app has the key."""
