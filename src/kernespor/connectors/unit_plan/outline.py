"""Which headings are goals and which are areas, where their own words don't say it.

The labels are the anchors: above a list of actions stands a goal, above a goal an area. Evidence, strongest
first: numbers that fit ("2" above "2.1"), the contents list, heading levels, bold or large type, and last a
short line without a stop that text follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kernespor.connectors.unit_plan.nodes import Node, Role
from kernespor.connectors.unit_plan.notes import Notes
from kernespor.connectors.unit_plan.vocabulary import fold

_STRONG = 2.0
_LONGEST_WEAK = 90
_MOST_BODY = 40  # paragraphs below a label that are looked through


def settle(nodes: list[Node], notes: Notes) -> list[Node]:
    """Settle goals, then areas, then what is left of the headings; return the nodes in order."""
    _steps_for_aims(nodes)
    _open_containers(nodes)
    nodes = _settle_goals(nodes, notes)
    _settle_areas(nodes, notes)
    _settle_rest(nodes)
    return nodes


def _steps_for_aims(nodes: list[Node]) -> None:
    """Read "Vi vil:" below "Mål" as what is done about it, where the document has no other word."""
    if any(node.role is Role.ACTIONS for node in nodes):
        return
    above: Node | None = None
    for place, node in enumerate(nodes):
        if node.role is Role.TEXT and node.strength < _STRONG:
            continue
        below = nodes[place + 1 : place + 2]
        listed = any(other.role is Role.TEXT and other.bullet for other in below)
        bare = node.role is Role.GOAL and not node.settled and not node.text
        if bare and listed and above is not None and above.role is Role.GOAL:
            node.role = Role.ACTIONS
        above = node


def _open_containers(nodes: list[Node]) -> None:
    """A label right above another heading, with no list, heads a part of the plan ("Mål", "Indsatser")."""
    said = Counter(fold(node.passage.text) for node in nodes if node.is_label or node.role is Role.GOAL)
    for place, node in enumerate(nodes):
        if node.settled or node.strength < _STRONG or said[fold(node.passage.text)] > 1:
            continue
        if not (node.is_label or (node.role is Role.GOAL and not node.text)):
            continue
        body, after = _below(nodes, place)
        if after is None or after.role not in {Role.GOAL, Role.AREA} or not after.text:
            continue
        over = bool(after.level and node.level and node.level < after.level)
        if not body or (node.is_label and over and not any(other.bullet for other in body)):
            node.role, node.text = Role.AREAS, node.passage.text


def _below(nodes: Sequence[Node], place: int) -> tuple[list[Node], Node | None]:
    """Return the text below a node, and the first node after it that is more than text."""
    body: list[Node] = []
    for node in nodes[place + 1 : place + 1 + _MOST_BODY]:
        if node.role is not Role.TEXT or node.strength >= _STRONG:
            return body, node
        body.append(node)
    return body, None


def _settle_goals(nodes: list[Node], notes: Notes) -> list[Node]:
    """Find the goal above each list that has none."""
    made: list[Node] = []
    used: set[Role] = set()
    goal = area = -1  # places in `made`
    last_label = -1
    for node in nodes:
        place = len(made)
        if node.role is Role.GOAL:
            used, goal = set(), place
        elif node.role in {Role.AREA, Role.AREAS}:
            area = place
        elif node.is_label:
            start = max(goal, area, last_label) + 1
            orphan = goal < 0 or area > goal
            found = None
            if orphan or node.role in used or last_label > goal:
                found = _goal_among(made, start, weak=orphan or node.role in used)
            if found is not None:
                made[found].role = Role.GOAL
                if made[found].strength < _STRONG:
                    notes.noticed("uncertain_goal", made[found].lines[0], made[found].text)
                goal, used = found, set()
            elif orphan and area >= 0 and made[area].role is Role.AREA:
                notes.noticed("goal_from_area", made[area].lines[0], made[area].text)
                made.append(
                    Node(made[area].passage, Role.GOAL, made[area].text, made[area].number, settled=True)
                )
                goal, used, place = place, set(), place + 1
            used.add(node.role)
            last_label = place
        made.append(node)
    return made


def _goal_among(made: list[Node], start: int, *, weak: bool) -> int | None:
    """Return the place of the best goal heading from `start` on: the nearest strong one, else a weak one."""
    strong = [
        place
        for place in range(start, len(made))
        if made[place].role is Role.TEXT and made[place].strength >= _STRONG and not made[place].settled
    ]
    if strong:
        deepest = [place for place in strong if made[place].number.count(".")]
        return (deepest or strong)[-1]
    if not weak:
        return None
    return _weak_among(made, start, len(made), followed=False)


def _weak_among(nodes: list[Node], start: int, end: int, *, followed: bool) -> int | None:
    """Return the nearest short line without a stop above text (or, unless `followed`, above nothing)."""
    for place in range(end - 1, start - 1, -1):
        if not _is_weak(nodes, place, start):
            continue
        below = nodes[place + 1] if place + 1 < end else None
        if below is None:
            if not followed:
                return place
        elif (
            below.role is Role.TEXT
            and not below.bullet
            and below.ended
            and len(below.text) > len(nodes[place].text)
        ):
            return place
    return None


def _is_weak(nodes: list[Node], place: int, start: int) -> bool:
    node = nodes[place]
    if node.role is not Role.TEXT or node.settled or node.strength < 1 or len(node.text) > _LONGEST_WEAK:
        return False
    if node.bullet and not node.bullet[0].isdigit():
        return False
    # A run of short lines below a colon is a list that lost its bullets.
    above = place - 1
    while above >= start and nodes[above].role is Role.TEXT and not nodes[above].ended:
        above -= 1
    in_list = above >= 0 and nodes[above].text.endswith(":") and nodes[above].role is Role.TEXT
    run = place - above
    return not in_list or (run > 1 and _is_labelled(nodes, above))


def _is_labelled(nodes: list[Node], place: int) -> bool:
    return place > 0 and nodes[place - 1].is_label


def _settle_areas(nodes: list[Node], notes: Notes) -> None:
    """Find the area above each goal that changes area."""
    start = 0
    before: Node | None = None
    for place, node in enumerate(nodes):
        if node.role is Role.GOAL:
            region = range(start, place)
            if not any(nodes[other].role is Role.AREA for other in region):
                found = _area_among(nodes, region, node, before)
                if found is not None:
                    nodes[found].role = Role.AREA
                    if nodes[found].strength < _STRONG and not _fits(nodes[found], node):
                        notes.noticed("uncertain_area", nodes[found].lines[0], nodes[found].text)
            before = node
            start = place + 1
        elif node.is_label:
            start = place + 1


def _fits(area: Node, goal: Node) -> bool:
    return bool(area.number) and goal.number.startswith(f"{area.number}.")


def _area_among(nodes: list[Node], region: range, goal: Node, before: Node | None) -> int | None:
    free = [place for place in region if nodes[place].role is Role.TEXT and not nodes[place].settled]
    fitting = [place for place in free if nodes[place].strength >= 1 and _fits(nodes[place], goal)]
    same = before is not None and "." in goal.number and _prefix(goal) == _prefix(before)
    if same:
        return None
    if fitting:
        return max(
            fitting, key=lambda place: (nodes[place].strength, not _in_numbered_list(nodes, place), -place)
        )
    containers = [place for place in region if nodes[place].role is Role.AREAS]
    if containers:
        inside = [place for place in free if place > containers[-1]]
        free = inside or free
    strong = [place for place in free if nodes[place].strength >= _STRONG and _above(nodes[place], goal)]
    if containers:
        strong = [place for place in strong if place > containers[-1]]
    if strong:
        return strong[-1]
    if numbered := [place for place in free if goal.settled and _is_numbered_head(nodes, place, region.stop)]:
        return numbered[-1]
    weak = _weak_among(
        nodes, (containers[-1] if containers else region.start - 1) + 1, region.stop, followed=True
    )
    if weak is not None and (
        before is not None or containers or not any(nodes[p].strength >= _STRONG for p in free)
    ):
        return weak
    return containers[-1] if containers and before is None else None


def _is_numbered_head(nodes: Sequence[Node], place: int, goal: int) -> bool:
    """Say whether a short numbered line stands above the goal at `goal`, with nothing but text between."""
    node = nodes[place]
    if not node.number or "." in node.number or node.strength < 1 or _in_numbered_list(nodes, place):
        return False
    return all(other.role is Role.TEXT and not other.bullet for other in nodes[place + 1 : goal])


def _in_numbered_list(nodes: Sequence[Node], place: int) -> bool:
    """Say whether the numbers before or after the node make it a point of a list."""
    number = _counted(nodes[place])
    before = _counted(nodes[place - 1]) if place else 0
    after = _counted(nodes[place + 1]) if place + 1 < len(nodes) else 0
    return bool(number) and (before == number - 1 > 0 or after == number + 1)


def _counted(node: Node) -> int:
    digits = node.bullet.strip("().")
    return int(digits) if digits.isdecimal() else 0


def _prefix(goal: Node) -> str:
    return goal.number.rpartition(".")[0]


def _above(node: Node, goal: Node) -> bool:
    """Say whether a heading may stand above the goal: by number, else by level where both have one."""
    if node.number and goal.number and "." in goal.number:
        return False  # it has a number, and it isn't the goal's
    if node.passage.known_heading or not node.level or not goal.level:
        return True
    return node.level < goal.level or goal.settled


@dataclass(slots=True)
class _Profile:
    """How the goals and areas that are settled look, and where they begin and end."""

    goal_depth: int
    area_levels: set[int]
    goal_levels: set[int]
    first: int
    last: int
    bulleted: bool


def _profile(nodes: Sequence[Node]) -> _Profile:
    goals = [node for node in nodes if node.role is Role.GOAL]
    areas = [node for node in nodes if node.role is Role.AREA]
    opened = [place for place, node in enumerate(nodes) if node.role in {Role.AREA, Role.GOAL}]
    listed = [place for place, node in enumerate(nodes) if node.role is Role.GOAL or node.is_label]
    return _Profile(
        _commonest(node.number.count(".") + 1 if node.number else 0 for node in goals),
        {node.level for node in areas if node.level},
        {node.level for node in goals if node.level},
        min(opened, default=len(nodes)),
        max(listed, default=-1),
        any(node.bullet and not node.bullet[0].isdigit() for node in nodes),
    )


def _settle_rest(nodes: list[Node]) -> None:
    """Give the headings that are left a role: a goal without lists, an area without goals, a section."""
    like = _profile(nodes)
    for place, node in enumerate(nodes):
        if node.role is Role.CONTEXT and _stands_outside(node, place, like):
            node.role, node.text = Role.SECTION, node.passage.full_text
        if node.role is not Role.TEXT or node.settled:
            continue
        if node.strength >= _STRONG:
            node.role = _role_left(node, place, like)
        elif place < like.first or (place > like.last and like.bulleted):
            below = min(place + 2, len(nodes))
            if _weak_among(nodes, place, below, followed=True) == place:
                node.role = Role.SECTION


def _stands_outside(node: Node, place: int, like: _Profile) -> bool:
    """Say whether "Baggrund" heads a part of the plan, and not of a goal: by its place, level or number."""
    if place < like.first:
        return node.strength >= 1
    if node.level and like.area_levels and node.level <= min(like.area_levels):
        return True
    return place > like.last and like.bulleted and node.bullet[:1].isdigit()


def _role_left(node: Node, place: int, like: _Profile) -> Role:
    """Return the role of a heading that neither list nor number has settled."""
    after = place > like.last
    if place < like.first:
        role = Role.SECTION
    elif like.goal_depth > 1 and node.number.count(".") + 1 == like.goal_depth:
        role = Role.GOAL
    elif after and (not node.level or not like.area_levels or node.level <= max(like.area_levels)):
        role = Role.SECTION
    elif node.level in like.area_levels and node.level not in like.goal_levels:
        role = Role.SECTION if after else Role.AREA
    elif node.level in like.goal_levels and not like.goal_depth and len(like.goal_levels) == 1:
        role = Role.GOAL
    else:
        role = Role.CONTEXT
    return role


def _commonest(values: Iterable[int]) -> int:
    counted = Counter(values).most_common(1)
    return counted[0][0] if counted else 0
