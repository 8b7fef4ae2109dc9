"""What is written can be read, by us and by pyxform."""

import io
from xml.etree import ElementTree

from hypothesis import HealthCheck, given, settings
from python_calamine import CalamineWorkbook
from pyxform.xls2xform import convert

from sanxin_engines.questionnaires import Choice, Form, Kind, Question, check
from sanxin_engines.questionnaires.xlsform import as_workbook, read_sheets, write_sheets
from tests.engines.questionnaires.forms import forms

CONTROLS = {"select1", "select", "input", "range", "upload"}
XF = "{http://www.w3.org/2002/xforms}"
OF_TABLES = ("reserved_name_for_field_list_labels", "generated_table_list_label")
"""Rows pyxform adds to a table-list: its heading, and its choices above the rows."""
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def as_read(content: bytes) -> dict[str, list[list[object]]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


@given(forms())
@settings(max_examples=100, deadline=None)
def test_sheets_give_the_form_back(form: Form) -> None:
    imported = read_sheets(write_sheets(form))

    assert (imported.faults, imported.left_out) == ([], [])
    assert imported.form == form


@given(forms())
@SLOW
def test_a_workbook_gives_the_form_back(form: Form) -> None:
    assert read_sheets(as_read(as_workbook(form))).form == form


@given(forms())
@SLOW
def test_pyxform_takes_every_form_and_asks_the_same(form: Form) -> None:
    assert check(form) == []

    made = convert(as_workbook(form), file_type=".xlsx")

    assert asked_by(made.xform) == asked_in(form)


def test_two_hundred_questions_of_every_kind_convert() -> None:
    kinds = [kind for kind in Kind if kind is not Kind.MATRIX]
    choices = (Choice("yes", "是"), Choice("no", "否"))
    asked = tuple(
        Question(
            f"q{number}",
            kinds[number % len(kinds)],
            f"第 {number} 题",
            choices=choices if kinds[number % len(kinds)] in {Kind.SINGLE, Kind.MULTIPLE} else (),
            low=1 if kinds[number % len(kinds)] is Kind.SCALE else None,
            high=5 if kinds[number % len(kinds)] is Kind.SCALE else None,
        )
        for number in range(200)
    )
    form = Form("两百题", asked)

    made = convert(as_workbook(form), file_type=".xlsx")

    assert asked_by(made.xform) == asked_in(form)


def asked_by(xform: str) -> list[tuple[str, str]]:
    """(name, label) of everything an XForm shows, groups left out, in order."""
    tree = ElementTree.fromstring(xform)
    body = tree.find("{http://www.w3.org/1999/xhtml}body")
    assert body is not None
    shown = [node for node in body.iter() if node.tag.removeprefix(XF) in CONTROLS]
    own = [node for node in shown if not any(word in node.attrib["ref"] for word in OF_TABLES)]
    return [(node.attrib["ref"].rsplit("/", 1)[-1], label_of(node)) for node in own]


def label_of(node: ElementTree.Element) -> str:
    return " ".join("".join(node.find(f"{XF}label").itertext()).split())  # type: ignore[union-attr]


def asked_in(form: Form) -> list[tuple[str, str]]:
    found = [("intro", form.intro)] if form.intro else []
    for question in form.questions:
        found += [(row.name, row.label) for row in question.rows] or [(question.name, question.label)]
    found += [("thanks", form.thanks)] if form.thanks else []
    return [(name, " ".join(label.split())) for name, label in found]
