"""Forms that may be asked, and answers to them, for laws."""

from typing import Any

from hypothesis import strategies as st

from sanxin_engines.questionnaires import Answers, Choice, Form, Kind, Question, choices_of, fields_of

NAMES = [f"q{number}" for number in range(1, 40)]
WORDS = st.text(alphabet="村路水电班车abcXYZ019，。？ -'\"", min_size=1, max_size=12).map(str.strip).filter(bool)
CHOICE_NAMES = ["yes", "no", "maybe", "a1", "b-2", "3"]
CHOOSING = (Kind.SINGLE, Kind.MULTIPLE, Kind.STATEMENT)


def choices(least: int = 2) -> st.SearchStrategy[tuple[Choice, ...]]:
    names = st.lists(st.sampled_from(CHOICE_NAMES), min_size=least, max_size=5, unique=True)
    return names.flatmap(lambda found: st.tuples(*[st.builds(Choice, st.just(name), WORDS) for name in found]))


@st.composite
def questions(draw: Any, name: str, kind: Kind, earlier: list[Question]) -> Question:
    more: dict[str, Any] = {"hint": draw(st.one_of(st.just(""), WORDS)), "required": draw(st.booleans())}
    match kind:
        case Kind.SINGLE | Kind.MULTIPLE:
            more |= {"choices": draw(choices()), "shuffled": draw(st.booleans())}
        case Kind.MATRIX:
            labels = draw(st.lists(WORDS, min_size=1, max_size=3))
            rows = tuple(Choice(f"{name}_{number}", label) for number, label in enumerate(labels, start=1))
            more |= {"choices": draw(choices()), "rows": rows}
        case Kind.SCALE:
            low = draw(st.integers(0, 3))
            more |= {"low": low, "high": low + draw(st.integers(1, 10))}
        case Kind.NUMBER:
            more |= {
                "low": draw(st.one_of(st.none(), st.integers(-50, 0))),
                "high": draw(st.one_of(st.none(), st.integers(1, 200))),
                "whole": draw(st.booleans()),
            }
        case Kind.NOTE:
            more["required"] = False
    return Question(name, kind, draw(WORDS), relevant=draw(conditions(earlier)), page=draw(PAGES), **more)


PAGES = st.sampled_from(["", "", "基本情况", "出行"])


@st.composite
def conditions(draw: Any, earlier: list[Question]) -> str:
    """Nothing, or something an earlier answer settles."""
    usable = [one for one in earlier if one.kind in CHOOSING or one.kind is Kind.NUMBER]
    if not usable or draw(st.integers(0, 2)):
        return ""
    parts = [draw(condition(draw(st.sampled_from(usable)))) for _ in range(draw(st.integers(1, 2)))]
    return draw(st.sampled_from([" and ", " or "])).join(parts)


@st.composite
def condition(draw: Any, question: Question) -> str:
    if question.kind is Kind.NUMBER:
        sign = draw(st.sampled_from(["=", "!=", "<", ">", "<=", ">="]))
        return f"${{{question.name}}} {sign} {draw(st.integers(-5, 20))}"
    name = draw(st.sampled_from([choice.name for choice in choices_of(question)]))
    if question.kind is Kind.MULTIPLE:
        return f"selected(${{{question.name}}}, '{name}')"
    return f"not(${{{question.name}}} = '{name}')" if draw(st.booleans()) else f"${{{question.name}}} = '{name}'"


@st.composite
def forms(draw: Any, kinds: tuple[Kind, ...] = tuple(Kind)) -> Form:
    asked: list[Question] = []
    for name in NAMES[: draw(st.integers(1, 7))]:
        asked.append(draw(questions(name, draw(st.sampled_from(kinds)), asked)))
    said = st.one_of(st.just(""), WORDS)
    return Form(
        draw(WORDS),
        tuple(asked),
        intro=draw(said),
        thanks=draw(said),
        shuffled=draw(st.booleans()),
        form_id=draw(st.sampled_from(["", "chuxing_2026"])),
        version=draw(st.sampled_from(["", "20261119"])),
        notes=draw(st.sampled_from([{}, {"settings.style": "pages"}])),
    )


@st.composite
def sent(draw: Any, form: Form) -> dict[str, list[str]]:
    """What a browser might send: right, wrong, or nothing."""
    raw = {}
    for question in form.questions:
        good = [choice.name for choice in choices_of(question)] or ["7", "2026-11-19", "没有路灯"]
        values = st.lists(st.sampled_from([*good, "x y", "", "９"]), max_size=3)
        raw |= {field: draw(values) for field in fields_of(question)}
    return raw


def as_sent(form: Form, answers: Answers) -> dict[str, list[str]]:
    """The same answers as a browser would send them again."""
    raw: dict[str, list[str]] = {}
    for question in form.questions:
        match answers.get(question.name):
            case None:
                pass
            case dict() as rows:
                raw |= {f"{question.name}/{row}": [choice] for row, choice in rows.items()}
            case list() as ticked:
                raw[question.name] = ticked
            case answer:
                raw[question.name] = [str(answer)]
    return raw
