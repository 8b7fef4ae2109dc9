"""Trees of causes as pages read them, and the root causes of all of them together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Exists, OuterRef

from sanxin.people.models import Person
from sanxin.research.concerns import Looking, topics_of
from sanxin.research.models import (
    Cause,
    CauseEvidence,
    CauseKind,
    CauseRemoval,
    CauseTree,
    CruxMember,
    CruxProblem,
    Problem,
)
from sanxin.research.rules.fishbone import Twig


@dataclass(frozen=True)
class Grown:
    """A tree without what was taken out of it."""

    children: dict[UUID | None, list[Cause]]
    depth: dict[UUID, int]
    """Of every cause that stands, the first why being 1."""
    removed: list[Cause]
    """Taken out themselves; what hangs on them is not told again."""


def grown(tree: CauseTree) -> Grown:
    """One query."""
    every: dict[UUID | None, list[Cause]] = defaultdict(list)
    for cause in tree.causes.select_related("removal__by", "by"):
        every[cause.parent_id].append(cause)
    children: dict[UUID | None, list[Cause]] = {}
    depth: dict[UUID, int] = {}
    removed: list[Cause] = []
    todo: list[tuple[UUID | None, int]] = [(None, 1)]
    while todo:
        parent, level = todo.pop()
        children[parent] = [cause for cause in every[parent] if not hasattr(cause, "removal")]
        removed += [cause for cause in every[parent] if hasattr(cause, "removal")]
        depth.update({cause.id: level for cause in children[parent]})
        todo += [(cause.id, level + 1) for cause in children[parent]]
    return Grown(children, depth, removed)


@dataclass(frozen=True)
class Node:
    """A cause on the page, with what hangs on it."""

    cause: Cause
    depth: int
    evidence: list[CauseEvidence]
    children: list[Node] = field(default_factory=list)
    first: bool = False
    last: bool = False


@dataclass(frozen=True)
class Tree:
    nodes: list[Node]
    removed: list[Cause]
    causes: int
    roots: int
    unproven: int
    """Causes without any evidence yet."""


def tree_of(subject: Problem | CruxProblem) -> CauseTree | None:
    key = {"problem": subject} if isinstance(subject, Problem) else {"crux": subject}
    return CauseTree.objects.filter(**key).select_related("problem", "crux").first()


def read(tree: CauseTree | None) -> Tree:
    """Two queries: causes, evidence."""
    if tree is None:
        return Tree([], [], 0, 0, 0)
    found = grown(tree)
    evidence: dict[UUID, list[CauseEvidence]] = defaultdict(list)
    rows = CauseEvidence.objects.filter(cause__tree=tree)
    for row in rows.select_related("voice__place__parent", "problem", "item", "attachment", "by"):
        evidence[row.cause_id].append(row)
    nodes = _nodes(found, evidence, None)
    flat = list(walk(nodes))
    return Tree(
        nodes=nodes,
        removed=found.removed,
        causes=len(flat),
        roots=sum(node.cause.is_root for node in flat),
        unproven=sum(not node.evidence for node in flat),
    )


def walk(nodes: list[Node]) -> Iterator[Node]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def twigs(nodes: list[Node]) -> list[Twig]:
    return [Twig(node.cause.text, node.cause.is_root, bool(node.evidence), twigs(node.children)) for node in nodes]


def _nodes(found: Grown, evidence: dict[UUID, list[CauseEvidence]], parent: UUID | None) -> list[Node]:
    siblings = found.children.get(parent, [])
    return [
        Node(
            cause=cause,
            depth=found.depth[cause.id],
            evidence=evidence.get(cause.id, []),
            children=_nodes(found, evidence, cause.id),
            first=place == 0,
            last=place == len(siblings) - 1,
        )
        for place, cause in enumerate(siblings)
    ]


@dataclass
class RootCause:
    """One root, wherever it was found."""

    text: str
    problems: list[Problem] = field(default_factory=list)
    cruxes: list[CruxProblem] = field(default_factory=list)
    topics: list[Looking] = field(default_factory=list)
    """Those that look into one of the problems, or into one that a crux problem holds."""
    evidence: int = 0

    @property
    def count(self) -> int:
        return len(self.problems) + len(self.cruxes)

    @property
    def messages(self) -> int:
        return sum(problem.messages for problem in self.problems)


def roots_for(person: Person, *, words: str = "", topic: str = "") -> list[RootCause]:
    """Root causes of all trees of the person's offices, the most frequent first; seven queries.

    The same words are one root; blanks and full stops do not part them. `topic`: of the topic with that id alone.
    """
    rows = Cause.objects.filter(tree__office__in=person.sight.work_offices, kind=CauseKind.ROOT)
    if words:
        rows = rows.filter(text__icontains=words)
    standing = _standing({cause.tree_id for cause in rows})
    proof: dict[UUID, int] = defaultdict(int)
    for cause_id in CauseEvidence.objects.filter(cause__in=rows).values_list("cause_id", flat=True):
        proof[cause_id] += 1
    found: dict[str, RootCause] = {}
    for cause in rows.select_related("tree__problem", "tree__crux").order_by("at", "id"):
        subject = cause.tree.subject
        if cause.id not in standing or subject.is_gone:
            continue
        root = found.setdefault(plain(cause.text), RootCause(cause.text))
        (root.problems if isinstance(subject, Problem) else root.cruxes).append(subject)  # type: ignore[arg-type]
        root.evidence += proof[cause.id]
    _note_topics(found.values(), topics_of(person.sight.work_offices))
    kept = [root for root in found.values() if not topic or topic in {str(one.id) for one in root.topics}]
    return sorted(kept, key=lambda root: (-root.count, -root.messages, root.text))


def _note_topics(roots: Collection[RootCause], topics: Sequence[Looking]) -> None:
    if not topics:
        return
    held: dict[UUID, set[UUID]] = defaultdict(set)
    members = CruxMember.objects.filter(crux__in={crux.id for root in roots for crux in root.cruxes})
    for crux_id, problem_id in members.values_list("crux_id", "problem_id"):
        held[crux_id].add(problem_id)
    for root in roots:
        problems = {problem.id for problem in root.problems}.union(*(held[crux.id] for crux in root.cruxes))
        root.topics += [one for one in topics if problems & one.problems]


def root_texts(person: Person) -> list[str]:
    """Roots found before, offered while one is typed, so that the same root gets the same words."""
    rows = Cause.objects.filter(tree__office__in=person.sight.desk_offices, kind=CauseKind.ROOT)
    removed = CauseRemoval.objects.filter(cause=OuterRef("pk"))
    return sorted(set(rows.filter(~Exists(removed)).order_by().values_list("text", flat=True)[:300]))


def plain(text: str) -> str:
    """
    >>> plain("没人 管。") == plain("没人管")
    True
    """
    return "".join(letter for letter in text if letter.isalnum())


def _standing(tree_ids: set[UUID]) -> set[UUID]:
    """Causes neither taken out nor hanging on one that was."""
    parents = dict(Cause.objects.filter(tree__in=tree_ids).values_list("pk", "parent_id"))
    removed = set(CauseRemoval.objects.filter(cause__tree__in=tree_ids).values_list("pk", flat=True))

    def stands(cause_id: UUID | None) -> bool:
        while cause_id is not None:
            if cause_id in removed:
                return False
            cause_id = parents[cause_id]
        return True

    return {cause_id for cause_id in parents if stands(cause_id)}


def other_trees(subject: Problem | CruxProblem) -> list[CauseTree]:
    """Trees beside it that may tell more: of what was merged into it, of its crux, of the problems of the crux."""
    if isinstance(subject, CruxProblem):
        members = CauseTree.objects.filter(problem__crux_row__crux=subject)
        merged = CauseTree.objects.filter(crux__departure__into=subject)
        return list((members | merged).select_related("problem", "crux").order_by("begun_at"))
    merged = CauseTree.objects.filter(problem__departure__into=subject)
    above = CauseTree.objects.filter(crux__in=CruxMember.objects.filter(problem=subject).values("crux"))
    return list((merged | above).select_related("problem", "crux").order_by("begun_at"))
