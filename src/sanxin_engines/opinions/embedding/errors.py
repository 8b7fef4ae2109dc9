"""What is wrong with a folder that should hold a language model."""

from __future__ import annotations

from sanxin_engines.opinions.errors import OpinionsError


class UnusableModel(OpinionsError):
    """`file` is the one to look at."""

    def __init__(self, file: str, chinese: str, english: str) -> None:
        super().__init__(f"语言模型不能用（{file}）：{chinese}\nThe language model cannot be used ({file}): {english}")
        self.file = file
