"""What a classifier of fields refuses; both are an `OpinionsError`."""

from __future__ import annotations

from sanxin_engines.opinions.errors import OpinionsError


class TooFewExamples(OpinionsError):
    """Two labels with two examples each are the least anything can be learnt from. `label` is the one too rare."""

    def __init__(self, label: str | None = None) -> None:
        chinese = "例子里至少要有两种标签。" if label is None else f"标签“{label}”只有 1 条例子，每种至少要 2 条。"
        english = "At least two labels are needed." if label is None else f"Label {label!r} has a single example."
        super().__init__(f"{chinese}\n{english}")
        self.label = label


class DamagedModel(OpinionsError):
    """Bytes that are no model of this engine, or not whole."""

    def __init__(self) -> None:
        super().__init__(
            "这不是分类模型，或已损坏，请重新训练。\nThese bytes are no field model, or damaged; train anew."
        )
