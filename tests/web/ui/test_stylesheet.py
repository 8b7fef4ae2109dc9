"""The one style file: readable in both themes, old enough for old browsers, small."""

import gzip
import re

import pytest

from sanxin.web import stylesheet

Tokens = dict[str, str]

TEXTS = ("text", "text-2", "text-3", "link", "red", "amber", "green", "accent-text")
GROUNDS = ("paper", "chrome", "fill", "selected", "raised")
READABLE = [(text, ground, 4.5) for text in TEXTS for ground in GROUNDS] + [
    ("on-accent", "accent", 4.5),
    ("on-accent", "accent-hover", 4.5),
    ("paper", "ink", 4.5),
    ("text", "mark", 4.5),
    ("text", "red-tint", 4.5),
    ("red", "red-tint", 4.5),
]
VISIBLE = [(line, "paper", 3.0) for line in ("field", "focus", "red-dot", "amber-dot", "green-dot", "accent")]

TOO_NEW = {
    "oklch": r"oklch\(",
    "color-mix": r"color-mix\(",
    "light-dark": r"light-dark\(",
    "has": r":has\(",
    "layer": r"@layer",
    "container": r"@container",
    "inset": r"[{;]inset:",
    "nesting": r"&",
    "dynamic viewport": r"\d(dvh|svh|lvh)\b",
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("front", "back", "least"), READABLE + VISIBLE)
def test_everything_can_be_read(theme: str, front: str, back: str, least: float) -> None:
    tokens = themes()[theme]

    assert contrast(value(tokens, f"--sx-{front}"), value(tokens, f"--sx-{back}")) >= least


def test_dark_is_the_same_whether_chosen_or_from_the_system() -> None:
    css = stylesheet.bundle()

    assert block(css, r':root:not\(\[data-theme="light"\]\)') == block(css, r'\[data-theme="dark"\]')


def test_rules_speak_of_meanings_not_of_pigments() -> None:
    for source in stylesheet.sources():
        if source.name != "00_tokens.css":
            assert "--p-" not in source.read_text(encoding="utf-8"), source.name


def test_every_meaning_in_use_is_defined() -> None:
    css = stylesheet.bundle()

    assert set(re.findall(r"var\((--[\w-]+)\)", css)) <= set(re.findall(r"(--[\w-]+):", css))


@pytest.mark.parametrize("feature", TOO_NEW)
def test_nothing_newer_than_the_offices_browsers(feature: str) -> None:
    assert re.findall(TOO_NEW[feature], stylesheet.bundle()) == []


def test_rules_are_not_nested() -> None:
    depth = deepest = 0
    for letter in stylesheet.bundle():
        depth += {"{": 1, "}": -1}.get(letter, 0)
        deepest = max(deepest, depth)

    assert depth == 0
    assert deepest == 2  # a rule inside a media query


def test_it_stays_small() -> None:
    assert len(gzip.compress(stylesheet.bundle().encode())) <= 12 * 1024


def test_minifying_keeps_strings_and_sums() -> None:
    css = 'a  {  content: "/* , */ ; " ;\n  width: calc(100% - 4px); } /* gone */\n.b > i , .c :hover { color: red; }'

    assert stylesheet.minify(css) == ('a{content:"/* , */ ; ";width:calc(100% - 4px)}.b>i,.c :hover{color:red}\n')


def themes() -> dict[str, Tokens]:
    css = stylesheet.bundle()
    light = block(css, r":root")
    return {"light": light, "dark": light | block(css, r'\[data-theme="dark"\]')}


def block(css: str, selector: str) -> Tokens:
    match = re.search(selector + r"\{([^}]*)\}", css)
    assert match
    return dict(re.findall(r"(--[\w-]+):([^;]+)", match.group(1)))


def value(tokens: Tokens, name: str) -> str:
    text = tokens[name]
    while text.startswith("var("):
        text = tokens[text[4:-1]]
    return text


def contrast(one: str, other: str) -> float:
    """WCAG 2: (lighter + 0.05) / (darker + 0.05)."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
