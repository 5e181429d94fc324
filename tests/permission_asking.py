"""Asks an address as a person of the permission matrix, and undoes what the answer did."""

from __future__ import annotations

import io
import zipfile
from http.cookies import SimpleCookie
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings

import factories
from kernespor.foundation.audit.models import AuditEvent
from permission_world import World, matrix

TABLE = matrix()
CODES = [person["code"] for person in TABLE["persons"]]
ROWS = {
    (name, *key.partition(" ")[::2]): answers.split()
    for name, rows in TABLE["addresses"].items()
    for key, answers in rows.items()
    if key != "what"
}
READERS = {"oekonomichef", "kommunaldirektoer", "controller.stab", "politisk.sekretariat"}  # of the draft
SESSION_NOTES = ('UPDATE "django_session"', 'UPDATE "usersessions_usersession"', 'INSERT INTO "usersessions_')
WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
ON_BEHALF = "udbudskonsulent på vegne af oekonomichef"


def ask(client: Client, world: World, name: str, method: str, case: str, code: str) -> tuple[str, bytes]:
    """Ask as someone and undo what it did. Returns the answer's sign and its bytes."""
    client.cookies = SimpleCookie({"sessionid": world.cookies[code]} if code else {})
    client.raise_request_exception = False
    data = world.data(name, case) if method == "POST" else {}
    before = AuditEvent.objects.count()
    with transaction.atomic(), override_settings(DEMO="i demoen" in case):
        if method == "GET":
            with connection.execute_wrapper(no_write):
                answer = client.get(world.url(name, case))
        else:
            answer = (
                client.generic(method, world.url(name, case))
                if method != "POST"
                else client.post(world.url(name, case), data)
            )
        content = answer.getvalue()  # also of one that is sent in pieces
        sign = sign_of(answer)
        wrote = AuditEvent.objects.count() - before
        transaction.set_rollback(True)
    if method != "GET":
        cache.clear()  # what is remembered of what was undone; after a reading the next person meets it
    told = f"{name} {method} {case} as {code}"
    assert sign == "+" or not wrote, f"{told}: refused, and yet it wrote"
    assert code in READERS | {ON_BEHALF} or factories.SECRET not in text_of(content), (
        f"{told}: the draft shows"
    )
    return sign, content


def no_write(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:  # noqa: FBT001 - Django's hook
    """Let no statement through that writes, but for the note of when a session was last used."""
    if sql.startswith(SESSION_NOTES):
        return execute(sql, params, many, context)
    assert not sql.lstrip().upper().startswith(WRITES), sql
    return execute(sql, params, many, context)


def sign_of(answer: Any) -> str:
    """Return the table's sign for an answer, its number where the table knows none."""
    if answer.status_code == 302 and answer["Location"].startswith("/log-ind/?next="):
        return "L"
    signs = {200: "+", 204: "+", 302: "+", 403: "–", 404: "0", 409: "!", 400: "f", 422: "f"}
    return signs.get(answer.status_code, str(answer.status_code))


def text_of(content: bytes) -> str:
    """Return what can be read in an answer, also where it is a packed file."""
    if not content.startswith(b"PK"):
        return content.decode("utf-8", "replace")
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        return "".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
