"""A file that is turned away before anything is read from it."""


class FileRefused(Exception):
    """`code` is for programs and tests, `sentence` for the person who chose the file: what is wrong and what to do."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence
