"""What a reader or an engine noticed, in the language of whoever looks."""

from __future__ import annotations

from django.utils.translation import gettext

from kernespor.engines.findings import Finding


def words_of(finding: Finding) -> tuple[str, str]:
    """Return a finding's message and suggestion; the suggestion is empty where there is none."""
    message = gettext(finding.template).format(**finding.params)
    hint = finding.suggestion_template
    return message, gettext(hint).format(**finding.params) if hint else ""


def sentence_of(finding: Finding) -> str:
    """Return a finding's message and suggestion as one text."""
    return " ".join(words for words in words_of(finding) if words)
