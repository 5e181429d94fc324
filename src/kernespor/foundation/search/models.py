"""The index: which words stand in which texts of which objects. All of it can be made anew from the texts."""

from __future__ import annotations

from hashlib import blake2b
from typing import ClassVar

from django.db import models

from kernespor.foundation.audit.unaudited import UnauditedRow

LONGEST_WORD = 80


def code_of(text: str) -> int:
    """Return the number that postings know a word by: the same always, so that nothing is looked up first."""
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), signed=True)


class Place(models.IntegerChoices):
    """Where in what is said of an object a word stands; the higher, the better a hit."""

    UNDER = 1, "under"  # in something that stands under the object: a status, a comment
    BODY = 2, "body"
    TITLE = 3, "title"


class Word(UnauditedRow):
    """A word of the texts, folded (`engines.danish_words`).

    `is_open` says that it stands in something that the whole house may read; only by such words are
    compounds taken apart, so that nobody sees by what is found what others write.
    """

    because: ClassVar[str] = "an index that is made anew from the texts"

    text = models.CharField(max_length=LONGEST_WORD, unique=True)
    code = models.BigIntegerField(unique=True)  # `code_of(text)`
    is_open = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.text


class Entry(UnauditedRow):
    """An object that can be found, by its kind and key."""

    because: ClassVar[str] = "an index that is made anew from the texts"

    kind = models.CharField(max_length=80)
    key = models.PositiveBigIntegerField()
    unit_id = models.BigIntegerField(null=True)
    on = models.DateField(null=True)
    title_words = models.PositiveSmallIntegerField(default=0)  # a hit in a short title says more

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "key"], name="search_one_entry"),)

    def __str__(self) -> str:
        return f"{self.kind}:{self.key}"


class Passage(UnauditedRow):
    """A text that an object is found by: its own (`source` is its kind), or one that stands under it."""

    because: ClassVar[str] = "an index that is made anew from the texts"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="passages")
    source = models.CharField(max_length=80)
    source_key = models.PositiveBigIntegerField()
    title = models.TextField(blank=True)
    body = models.TextField(blank=True)
    folded = models.TextField(blank=True)  # its words in order, for what is asked in quotation marks
    on = models.DateField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["source", "source_key"], name="search_one_passage"),)

    def __str__(self) -> str:
        return f"{self.source}:{self.source_key}"


class Posting(UnauditedRow):
    """A word stands in what is said of an object; at the best of its places there."""

    because: ClassVar[str] = "an index that is made anew from the texts"

    # Words are only removed when the index is tidied; no constraint lets that stop an act.
    word = models.ForeignKey(
        Word,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="postings",
        to_field="code",
    )
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="postings")
    place = models.PositiveSmallIntegerField(choices=Place.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["word", "entry"], name="search_one_posting"),)

    def __str__(self) -> str:
        return f"{self.word_id} {self.entry_id}"
