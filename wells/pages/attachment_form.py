"""Forms of the documents page: keep a file beside a well, withdraw one."""

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError

from deepguard.formatting import size
from wells.engine.compare import item_names

NAME_LENGTH = 200


class AttachmentForm(forms.Form):
    file = forms.FileField()
    remarks = forms.CharField(
        max_length=500,
        label="What it is",
        help_text="Kind and reason, e.g. “Cement log 2021, top of cement of the 9⅝ in”.",
    )
    item_uid = forms.ChoiceField(required=False, label="It speaks of")

    def __init__(self, *args, document=None, **options):
        super().__init__(*args, **options)
        names = item_names(document) if document else {}
        self.fields["item_uid"].choices = [("", "the well as a whole"), *names.items()]
        self.fields["file"].help_text = size_help()

    def clean_file(self):
        return within_size(self.cleaned_data["file"])


def size_help() -> str:
    return f"Up to {size(settings.UPLOAD_MAX_BYTES)}. Its SHA-256 is kept for good."


def within_size(file):
    """The file, refused (ValidationError) where it is larger than what is kept."""
    if file and file.size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(
            f"{file.name} is {size(file.size)}; up to {size(settings.UPLOAD_MAX_BYTES)} is kept. Split it.",
            code="too_large",
        )
    return file


def content_type_of(file) -> str:
    return (file.content_type or "application/octet-stream")[:100]


def content_of(file) -> bytes:
    """The bytes of an upload, read in chunks: what is large waits in a file, not in memory."""
    return b"".join(file.chunks())
