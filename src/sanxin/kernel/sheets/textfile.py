"""Text files of rows: which encoding they were saved in and what separates their columns."""

import csv

from django.utils.translation import gettext as _

from sanxin.kernel.sheets.refusal import file_refused

#: UTF-8 first because it refuses what it is not; the Chinese national encoding, which WPS and Excel save, second.
ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = ",\t;，|"


def encoding_of(content: bytes) -> str:
    """The encoding a text file is in. Raises Refused for anything that is not text."""
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if b"\0" in content:
        raise file_refused("not_text", _("这个文件不是文本表格，请用表格软件打开，另存为 .xlsx 再上传"))
    for encoding in ENCODINGS:
        try:
            content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return encoding
    raise file_refused("encoding", _("认不出文件的文字编码，请另存为 .xlsx 或“CSV UTF-8”再上传"))


def rows_of(text: str) -> list[list[str]]:
    """All rows of a text table, every cell as text. Raises Refused."""
    try:
        return list(csv.reader(text.splitlines(keepends=True), delimiter=separator_of(text)))
    except csv.Error as error:
        raise file_refused("broken", _("这个文件的引号或分隔符不完整，请另存为 .xlsx 再上传")) from error


def separator_of(text: str) -> str:
    """The separator that cuts the first lines most often into the same number of pieces."""
    lines = [line for line in text.splitlines()[:20] if line.strip()]
    return max(SEPARATORS, key=lambda separator: sum(separator in line for line in lines) if lines else 0)
