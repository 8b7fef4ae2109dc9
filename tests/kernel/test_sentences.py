"""Facts are codes; whoever reads the history gets words in their own language."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from sanxin.kernel import listings, sentences

WAYS = {"on_site": _("到现场看"), "papers": _("看材料")}
VERIFIED = sentences.register("test.verified", _("核验通过，销号（{method}）"), method=sentences.one_of(WAYS))
TAKEN = sentences.register("test.taken", _("导出{what}，{rows} 行"), what=listings.title_of)
LIST = listings.register("test.ledger", _("台账"))


def test_a_code_is_drawn_in_the_readers_language() -> None:
    assert sentences.sentence(VERIFIED, {"method": "on_site"}) == "核验通过，销号（到现场看）"

    with override("en"):
        said = sentences.sentence(VERIFIED, {"method": "on_site"})

    assert "on_site" not in said
    assert "到现场看" not in said


def test_words_of_an_earlier_version_still_read_well() -> None:
    assert sentences.sentence(VERIFIED, {"method": "到现场看"}) == "核验通过，销号（到现场看）"
    assert sentences.sentence(VERIFIED, {"method": "Looked on site"}).endswith("（Looked on site）")

    with override("en"):
        assert "到现场看" not in sentences.sentence(VERIFIED, {"method": "到现场看"})


def test_an_empty_or_missing_fact_is_no_catalogue_head() -> None:
    assert sentences.sentence(VERIFIED, {"method": ""}) == "核验通过，销号（）"
    assert sentences.sentence(VERIFIED, {}) == "核验通过，销号（…）"


def test_a_list_is_kept_by_code_and_said_by_title() -> None:
    assert sentences.sentence(TAKEN, {"what": LIST.code, "rows": 2}) == "导出台账，2 行"
    assert sentences.sentence(TAKEN, {"what": "花名册", "rows": 2}) == "导出花名册，2 行"

    with override("en"):
        assert sentences.sentence(TAKEN, {"what": "台账", "rows": 2}) == sentences.sentence(
            TAKEN, {"what": LIST.code, "rows": 2}
        )
