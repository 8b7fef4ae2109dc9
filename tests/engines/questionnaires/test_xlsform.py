"""XLSForms as people write them: what is understood, and where the wrong ones are wrong."""

import pytest

from sanxin_engines.questionnaires import Choice, Form, Kind, Question
from sanxin_engines.questionnaires.xlsform import Imported, read_sheets, write_sheets

HEAD = ["type", "name", "label"]
YES_NO = [["list_name", "name", "label"], ["yn", "yes", "是"], ["yn", "no", "否"]]
CHOICES = (Choice("yes", "是"), Choice("no", "否"))


def survey(*rows: list[object], head: list[str] | None = None, choices: list[list[object]] | None = None) -> Imported:
    sheets: dict[str, list[list[object]]] = {
        "survey": [list(head or HEAD), *rows],
        "choices": choices or [list(line) for line in YES_NO],
    }
    return read_sheets(sheets, title="出行")


def told(imported: Imported) -> list[tuple[str, int, str, str]]:
    return [(fault.sheet, fault.row, fault.column, fault.code) for fault in imported.faults]


def test_a_form_in_two_languages_is_read_in_chinese() -> None:
    head = ["type", "name", "label::English (en)", "label::中文 (zh)", "hint::中文 (zh)", "required", "relevant"]

    imported = survey(
        ["select_one yn", "bus", "Is there a bus?", "村里通班车吗？", "", "yes", ""],
        ["integer", "rides", "Rides a month", "一个月坐几回？", "大概就行", "", "${bus} = 'yes'"],
        head=head,
        choices=[
            ["list name", "name", "label::English (en)", "label::中文 (zh)"],
            ["yn", "yes", "Yes", "是"],
            ["yn", "no", "No", "否"],
        ],
    )

    assert imported.faults == []
    assert imported.form.questions == (
        Question("bus", Kind.SINGLE, "村里通班车吗？", required=True, choices=CHOICES),
        Question("rides", Kind.NUMBER, "一个月坐几回？", hint="大概就行", relevant="${bus} = 'yes'"),
    )
    assert [(one.code, one.facts) for one in imported.left_out] == [("language_left_out", {"language": "English (en)"})]


def test_every_type_we_ask() -> None:
    head = [*HEAD, "parameters", "appearance", "constraint"]

    imported = survey(
        ["begin_group", "p", "基本情况", "", "field-list"],
        ["select_multiple yn", "ways", "怎么走", "randomize=true"],
        ["range", "happy", "满意吗", "start=0 end=10 step=1"],
        ["end_group"],
        ["decimal", "price", "票价", "", "", ". >= 0 and 50 >= ."],
        ["integer", "age", "年纪", "", "", ". > 17"],
        ["date", "on", "哪天"],
        ["text", "name_of", "村名"],
        ["text", "said", "还有什么", "", "multiline"],
        ["image", "shot", "拍一张"],
        ["note", "bye", "谢谢"],
        ["begin group", "grid", "水电路", "", "table-list"],
        ["select one yn", "water", "水"],
        ["select_one yn", "power", "电"],
        ["end group"],
        head=head,
    )

    assert imported.faults == []
    assert imported.form.questions == (
        Question("ways", Kind.MULTIPLE, "怎么走", choices=CHOICES, shuffled=True, page="基本情况"),
        Question("happy", Kind.SCALE, "满意吗", low=0, high=10, page="基本情况"),
        Question("price", Kind.NUMBER, "票价", low=0, high=50, whole=False),
        Question("age", Kind.NUMBER, "年纪", low=18),
        Question("on", Kind.DATE, "哪天"),
        Question("name_of", Kind.TEXT, "村名"),
        Question("said", Kind.LONG_TEXT, "还有什么"),
        Question("shot", Kind.PHOTO, "拍一张"),
        Question("bye", Kind.NOTE, "谢谢"),
        Question("grid", Kind.MATRIX, "水电路", choices=CHOICES, rows=(Choice("water", "水"), Choice("power", "电"))),
    )


def test_conditions_of_groups_go_down_to_their_questions() -> None:
    imported = survey(
        ["select_one yn", "bus", "通车吗"],
        ["begin_group", "g", "", "${bus} = 'no'"],
        ["text", "why", "为什么"],
        ["select_one yn", "told", "说过吗", "${why} != ''"],
        ["end_group"],
        head=[*HEAD, "relevant"],
    )

    assert imported.faults == []
    assert [one.relevant for one in imported.form.questions] == [
        "",
        "${bus} = 'no'",
        "(${bus} = 'no') and (${why} != '')",
    ]


def test_what_a_phone_notes_by_itself_is_left_out() -> None:
    imported = survey(["start", "start", ""], ["deviceid", "device", ""], ["text", "said", "？"])

    assert imported.faults == []
    assert [(one.row, one.code, one.facts["type"]) for one in imported.left_out] == [
        (2, "type_left_out", "start"),
        (3, "type_left_out", "deviceid"),
    ]


def test_columns_and_constraints_we_do_not_use_are_named() -> None:
    imported = survey(["text", "phone", "电话", "regex(., '[0-9]+')", "13"], head=[*HEAD, "constraint", "default"])

    assert imported.faults == []
    assert [(one.row, one.column, one.code) for one in imported.left_out] == [
        (1, "default", "column_left_out"),
        (2, "constraint", "constraint_left_out"),
    ]


def test_settings_are_kept_for_the_next_export() -> None:
    sheets = {
        "survey": [HEAD, ["text", "a", "？"]],
        "settings": [["form_title", "form_id", "version", "style"], ["出行", "bus", 2026.0, "pages"]],
    }

    form = read_sheets(sheets).form

    assert (form.title, form.form_id, form.version, form.notes) == ("出行", "bus", "2026", {"settings.style": "pages"})
    assert write_sheets(form)["settings"] == [
        ["form_title", "form_id", "version", "style"],
        ["出行", "bus", "2026", "pages"],
    ]


@pytest.mark.parametrize(
    ("rows", "place"),
    [
        ([["geopoint", "where", "在哪"]], ("survey", 2, "type", "type_unsupported")),
        ([["slider", "x", "？"]], ("survey", 2, "type", "type_unknown")),
        ([["", "x", "？"]], ("survey", 2, "type", "type_missing")),
        ([["begin_repeat", "x", "？"]], ("survey", 2, "type", "type_unsupported")),
        ([["select_one", "x", "？"]], ("survey", 2, "type", "list_missing")),
        ([["select_one towns", "x", "？"]], ("survey", 2, "type", "list_unknown")),
        ([["select_one yn or_other", "x", "？"]], ("survey", 2, "type", "or_other")),
        ([["text", "a", "？"], ["text", "b", "？"], ["text", "a", "？"]], ("survey", 4, "name", "name_twice")),
        ([["text", "", "？"]], ("survey", 2, "name", "name_missing")),
        ([["text", "1x", "？"]], ("survey", 2, "name", "name_bad")),
        ([["text", "a", ""]], ("survey", 2, "label", "label_missing")),
        ([["text", "a", "？"], ["end_group", "", ""]], ("survey", 3, "type", "group_not_open")),
        ([["begin_group", "g", "页"], ["text", "a", "？"]], ("survey", 2, "type", "group_open")),
    ],
)
def test_a_wrong_row_is_named(rows: list[list[object]], place: tuple[str, int, str, str]) -> None:
    assert told(survey(*rows)) == [place]


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        (["range", "x", "？", "", "start=1 end=5 step=2", ""], ("survey", 2, "parameters", "step")),
        (["range", "x", "？", "", "start=一", ""], ("survey", 2, "parameters", "parameters_bad")),
        (["range", "x", "？", "", "start=5 end=1", ""], ("survey", 2, "parameters", "bounds_reversed")),
        (["integer", "x", "？", "", "", ". >= 9 and . <= 1"], ("survey", 2, "constraint", "bounds_reversed")),
        (["text", "x", "？", "${gone} = 'a'", "", ""], ("survey", 2, "relevant", "unknown_reference")),
        (["text", "x", "？", "${x} = 'a'", "", ""], ("survey", 2, "relevant", "circular")),
        (["text", "x", "？", "pulldata('a')", "", ""], ("survey", 2, "relevant", "expression_unsupported")),
    ],
)
def test_a_wrong_cell_is_named(cells: list[object], place: tuple[str, int, str, str]) -> None:
    assert told(survey(cells, head=[*HEAD, "relevant", "parameters", "constraint"])) == [place]


def test_circles_and_blank_lines_keep_the_row_people_see() -> None:
    imported = survey(
        [None, None, None],
        ["text", "a", "？", "${b} = 'x'"],
        ["", "", ""],
        ["text", "b", "？", "${a} = 'x'"],
        head=[*HEAD, "relevant"],
    )

    assert told(imported) == [("survey", 3, "relevant", "circular")]


def test_wrong_lists_are_named_once() -> None:
    imported = survey(
        ["select_one yn", "a", "？"],
        ["select_one yn", "b", "？"],
        choices=[
            *[list(line) for line in YES_NO],
            ["yn", "yes", "对"],
            ["yn", "x y", "？"],
            ["yn", "z", ""],
            ["", "z", "？"],
        ],
    )

    assert told(imported) == [
        ("choices", 4, "name", "choice_twice"),
        ("choices", 5, "name", "choice_name_bad"),
        ("choices", 6, "label", "choice_label_missing"),
        ("choices", 7, "list_name", "list_name_missing"),
    ]


def test_a_matrix_asks_the_same_of_every_row() -> None:
    imported = survey(
        ["begin_group", "grid", "水电", "table-list", ""],
        ["select_one yn", "water", "水", "", ""],
        ["text", "power", "电", "", ""],
        ["select_one yn", "road", "路", "", "${water} = 'no'"],
        ["end_group"],
        head=[*HEAD, "appearance", "relevant"],
    )

    assert told(imported) == [
        ("survey", 4, "type", "matrix_mixed"),
        ("survey", 5, "relevant", "matrix_row_relevant"),
    ]


def test_a_workbook_that_is_no_xlsform() -> None:
    assert told(read_sheets({"Sheet1": [["姓名", "电话"]]})) == [("survey", 0, "", "sheet_missing")]
    assert told(read_sheets({"survey": [["type", "name"]]})) == [("survey", 1, "label", "column_missing")]
    assert {one.code for one in read_sheets({"survey": []}).faults} == {"column_missing"}


def test_intro_and_thanks_go_round_as_notes() -> None:
    form = Form("t", (Question("a", Kind.TEXT, "？"),), intro="您好", thanks="谢谢")

    rows = write_sheets(form)["survey"]

    assert [row[:3] for row in rows[1:]] == [["note", "intro", "您好"], ["text", "a", "？"], ["note", "thanks", "谢谢"]]
    assert read_sheets({"survey": rows}, title="t").form == form


def test_the_same_choices_are_one_list_named_after_the_first_question() -> None:
    asked = tuple(Question(name, Kind.SINGLE, name, choices=CHOICES) for name in ("first", "second"))

    sheets = write_sheets(Form("t", asked))

    assert [row[0] for row in sheets["survey"][1:]] == ["select_one first"] * 2
    assert sheets["choices"][1:] == [["first", "yes", "是"], ["first", "no", "否"]]


def test_a_plain_column_is_read_before_one_in_a_foreign_language() -> None:
    sheets: dict[str, list[list[object]]] = {
        "survey": [["type", "name", "label::English (en)", "label"], ["text", "said", "Say it", "说说"]],
        "settings": [["default_language"], ["English (en)"]],
    }

    [question] = read_sheets(sheets, title="出行").form.questions

    assert question.label == "说说"


def test_a_column_we_do_not_use_is_told_where_somebody_filled_it_in() -> None:
    head = [*HEAD, "default"]

    empty, filled = (survey(["text", "said", "说说", cell], head=head) for cell in ("", "没有"))

    assert empty.left_out == []
    assert [(fault.code, fault.column) for fault in filled.left_out] == [("column_left_out", "default")]


def test_chinese_is_read_before_a_plain_column() -> None:
    sheets: dict[str, list[list[object]]] = {
        "survey": [["type", "name", "label", "label::中文 (zh)"], ["text", "said", "Say it", "说说"]]
    }

    [question] = read_sheets(sheets, title="出行").form.questions

    assert question.label == "说说"
