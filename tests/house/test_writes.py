"""Every write goes through the one helper that writes its audit event in the same transaction."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.apps import apps

from house.test_layers import imported
from house.tree import Breach, found, hold, python
from kernespor.foundation.audit import unaudited
from kernespor.foundation.audit.unaudited import UnauditedRow
from kernespor.foundation.organisation.models import Person

HELPER = "src/kernespor/foundation/audit/writing.py"
UNAUDITED = "src/kernespor/foundation/audit/unaudited.py"
HELPER_MODULE = "kernespor.foundation.audit.writing"
UNAUDITED_MODULE = "kernespor.foundation.audit.unaudited"
WEB = ("src/kernespor/foundation/", "src/kernespor/domains/", "src/kernespor/site/")
OPENERS = {
    *(HELPER_MODULE, f"{HELPER_MODULE}.change"),
    *(f"{UNAUDITED_MODULE}.{name}" for name in ("put", "alter", "drop")),
}
REMEDY = "Write through kernespor.foundation.audit.writing, in actions.py."
MANAGERS_ALONE = {
    "bulk_create",
    "bulk_update",
    "get_or_create",
    "update_or_create",
    "save_base",
    "_raw_delete",
}
# Others have methods of these names too; Django's managers, querysets and rows take no positional argument.
SHARED = {"save", "create", "update", "delete"}
SQL_WRITES = ("insert", "update", "delete", "replace", "create", "alter", "drop", "truncate")


def writes(root: Path) -> Iterator[Breach]:
    """No write past the helper."""
    for name, tree in python(root, *WEB):
        for node in ast.walk(tree) if name not in {HELPER, UNAUDITED} else ():
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and is_write(node, node.func.attr)
            ):
                called = ast.unparse(node.func)
                yield Breach(name, node.lineno, f"{called}(…) writes.", REMEDY, f"{name}:{called}")


def is_write(call: ast.Call, method: str) -> bool:
    """Say whether a call of a method writes to the database.

    What tells a queryset's `update(a=1)`, a row's `delete()` and a manager's `create(a=1)` from a dict's, a
    hash's, a cache's or a document's is that Django's take keywords alone. `form.save(commit=False)` writes
    nothing.
    """
    either = {method, method.removeprefix("a")}  # asave, acreate …
    if either & {"execute", "executemany"}:
        return is_sql_write(call)
    if either & MANAGERS_ALONE:
        return True
    if not either & SHARED or any(not isinstance(argument, ast.Starred) for argument in call.args):
        return False
    if "update" in either:
        return bool(call.keywords)
    return not any(word.arg == "commit" and ast.unparse(word.value) == "False" for word in call.keywords)


def is_sql_write(call: ast.Call) -> bool:
    """Say whether SQL that stands in the call writes."""
    texts = [
        node.value
        for node in ast.walk(call)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]
    return any(text.strip().lower().startswith(SQL_WRITES) for text in texts)


def users_of_the_helper(root: Path) -> Iterator[Breach]:
    """State changes in actions alone."""
    for name, tree in python(root, *WEB):
        if Path(name).stem != "actions" and "/actions/" not in name and name != HELPER:
            for module, line in imported(tree):
                if module in OPENERS:
                    yield Breach(
                        name, line, "Opens the helper for writing.", "Call an action of actions.py.", name
                    )


def test_every_write_goes_through_the_helper() -> None:
    hold(writes, "writes")


def test_state_changes_in_actions_alone() -> None:
    hold(users_of_the_helper, "writers")


def test_what_is_outside_the_audit_says_why() -> None:
    rows = [model for model in apps.get_models() if issubclass(model, UnauditedRow)]
    assert [model._meta.label for model in rows if not getattr(model, "because", "")] == []


def test_an_audited_row_is_not_written_past_the_audit() -> None:
    with pytest.raises(TypeError, match="is audited"):
        unaudited.alter(Person.objects.all(), name="x")  # type: ignore[type-var]


def test_a_write_past_the_helper_is_found(tmp_path: Path) -> None:
    lines = [
        "plan.save()",
        "plan.save(update_fields=['title'])",
        "super().save(*arguments, **words)",
        "form.save()",
        "Plan.objects.create(title='x')",
        "Plan.objects.bulk_create(rows)",
        "Plan.objects.get_or_create(title='x')",
        "plans.update(title='x')",
        "Plan.objects.filter(pk=1).update(**fields)",
        "Plan.objects.all().delete()",
        "plan.delete()",
        "await plan.asave()",
        "await plans.aupdate(title='x')",
        "cursor.execute('DELETE FROM plan')",
    ]
    tree = {"src/kernespor/domains/strategy/actions.py": "\n".join(lines)}
    assert [line for _, line in found(writes, tmp_path, tree)] == list(range(1, len(lines) + 1))


def test_what_only_looks_like_a_write_is_left_alone(tmp_path: Path) -> None:
    lines = [
        "context.update({'title': 'x'})",
        "seen.update(names)",
        "digest.update(b'x')",
        "document.save(path)",
        "cache.delete('key')",
        "client.delete('/address')",
        "act.create(Plan, title='x')",
        "act.update(plan, seen=1, title='x')",
        "act.delete(plan)",
        "plan = form.save(commit=False)",
        "cursor.execute('SELECT 1')",
    ]
    tree = {
        "src/kernespor/site/a.py": "\n".join(lines),
        HELPER: "row.delete()",
        "src/kernespor/engines/b.py": "a.save()",
    }
    assert found(writes, tmp_path, tree) == []


def test_a_view_that_opens_the_helper_is_found(tmp_path: Path) -> None:
    source = "from kernespor.foundation.audit.writing import change\n"
    folder = "src/kernespor/domains/strategy"
    tree = {
        f"{folder}/{name}.py": source for name in ("actions", "actions/plans", "views/plans", "selectors")
    }
    broken = [f"{folder}/selectors.py", f"{folder}/views/plans.py"]
    assert [name for name, _ in found(users_of_the_helper, tmp_path, tree)] == broken
