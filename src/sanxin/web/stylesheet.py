"""One style file out of many small ones: `styles/NN_name.css`, joined in the order of their numbers.

The joined file is generated, not kept in the repository; `sanxin.project.build` calls `build()`.
"""

import re
from pathlib import Path

STYLES = Path(__file__).parent / "styles"
TARGET = Path(__file__).parent / "static" / "web" / "sanxin.css"

# Strings come first so that a comment mark or a space inside url("…") or content: "…" is left alone.
_TOKEN = re.compile(r"""("[^"]*"|'[^']*')|(/\*.*?\*/)|(\s+)""", re.DOTALL)
# No space is needed on either side of these. "+" and "-" are absent: calc() needs the spaces around them.
_TIGHT = re.compile(r"""("[^"]*"|'[^']*')|\s*([{};,>])\s*""")


def build() -> Path:
    """Write the joined style file where the static files are served from."""
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    fresh = bundle()
    # A server may run where it cannot write beside its code; what set-up has made is then left as it is.
    if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != fresh:
        TARGET.write_text(fresh, encoding="utf-8")
    return TARGET


def bundle() -> str:
    return minify("\n".join(path.read_text(encoding="utf-8") for path in sources()))


def sources() -> list[Path]:
    return sorted(STYLES.glob("*.css"))


def minify(css: str) -> str:
    """Drop comments and needless white space; nothing cleverer, so that what is served can still be read."""
    spaced = _TOKEN.sub(lambda match: match[1] or " ", css)
    tight = _TIGHT.sub(lambda match: match[1] or match[2], spaced)
    # The colon of a declaration, never that of a selector such as `a :hover`.
    return re.sub(r"(?<=[{;])([\w-]+):\s+", r"\1:", tight).replace(";}", "}").strip() + "\n"
