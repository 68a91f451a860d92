"""The key under which a page's form is sent."""

import uuid

from django import forms


class SentForm(forms.Form):
    """The key under which a page's form is sent, made with the page."""

    client_uuid = forms.UUIDField()

    def key(self) -> uuid.UUID:
        """Return the key, or a new one for a form that was sent without."""
        return self.cleaned_data["client_uuid"] if self.is_valid() else uuid.uuid4()
