"""Keeps what people corrected, with personal data masked, so that the classifier can learn from it."""

from collections.abc import Sequence

from cases.understanding import Details, Span
from handlers.talk import Talk


def keep_correction(talk: Talk, text: str, needs: Sequence[str]) -> None:
    """Remember that a message has these needs, who said so, and when."""
    details = talk.services.nlp.understand(text).details
    talk.uow.corrections.keep(mask(text, details), needs, talk.person.id, talk.now)


def mask(text: str, details: Details) -> str:
    """The text with telephone, name and house number blotted out."""
    spans: list[tuple[Span, str]] = [(details.phone_span, "<โทร>")] if details.phone_span else []
    spans += [(span, f"<{name}>") for name, span in details.spans.items() if name in ("person_name", "house_number")]
    for span, blot in sorted(spans, key=lambda pair: -pair[0].start):
        text = text[: span.start] + blot + text[span.end :]
    return text
