"""The text of a bulletin laid out."""

from sanxin.public.rules.marks import Block, blocks_of


def test_paragraphs_lists_the_table_and_figures_in_their_places() -> None:
    text = "办好 【办好】 件，【没有的】照旧。\r\n第二行\n\n- 路灯\n- 水管\n各村：\n【各村】\n\n完"

    assert blocks_of(text, {"办好": "7"}) == [
        Block("paragraph", ("办好 7 件，【没有的】照旧。", "第二行")),
        Block("list", ("路灯", "水管")),
        Block("paragraph", ("各村：",)),
        Block("villages"),
        Block("paragraph", ("完",)),
    ]


def test_an_empty_text_has_no_blocks() -> None:
    assert blocks_of(" \n \n", {}) == []
