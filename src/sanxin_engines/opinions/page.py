"""The result as one HTML page: no scripts, nothing loaded from elsewhere, readable on paper and on a phone."""

from __future__ import annotations

from datetime import datetime
from html import escape

from sanxin_engines.opinions.problems import Problem, Quote, Synthesis

STYLE = """
:root{--ink:#1f2328;--soft:#6b7280;--line:#e5e7eb;--red:#b3261e;--paper:#fff;--ground:#f6f5f2}
@media (prefers-color-scheme:dark){
:root{--ink:#e8e6e3;--soft:#9ca3af;--line:#3a3d42;--red:#ff8a80;--paper:#1e2024;--ground:#141518}}
*{box-sizing:border-box}
body{margin:0;background:var(--ground);color:var(--ink);line-height:1.7;font-size:16px;
font-variant-numeric:tabular-nums;
font-family:"PingFang SC","HarmonyOS Sans SC","MiSans","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:54rem;margin:0 auto;padding:2rem 1rem}
h1{font-size:1.6rem;margin:0}
h2{font-size:1.1rem;margin:0;line-height:1.5}
.sum,.meta,small{color:var(--soft)}
article{background:var(--paper);border:1px solid var(--line);border-radius:10px;padding:1rem 1.25rem;margin:1rem 0;
break-inside:avoid}
header{display:flex;gap:1rem;align-items:baseline}
.no{color:var(--soft);min-width:2rem}
.heat{margin-left:auto;color:var(--red);font-weight:600;font-size:1.2rem;white-space:nowrap}
dl{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:.5rem 0}
dl div{display:flex;gap:.4rem}
dt{color:var(--soft)}
dd{margin:0}
.tag{display:inline-block;border:1px solid var(--line);border-radius:6px;padding:0 .5rem;margin:0 .35rem .35rem 0;
font-size:.875rem}
blockquote{margin:.5rem 0;padding-left:.75rem;border-left:3px solid var(--line)}
summary{cursor:pointer;color:var(--soft)}
"""


def as_page(synthesis: Synthesis) -> str:
    """One page of HTML that needs nothing else; everything people wrote is escaped."""
    problems = "\n".join(_article(number, problem) for number, problem in enumerate(synthesis.problems, start=1))
    alone = len(synthesis.unassigned)
    voices = sum(len(problem.voices) for problem in synthesis.problems) + alone
    return f"""<!doctype html>
<html lang="zh-Hans">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>群众反映的问题</title>
<style>{STYLE}</style>
</head>
<body>
<main>
<h1>群众反映的问题</h1>
<p class="sum">{voices} 件留言，归为 {len(synthesis.problems)} 个问题，{alone} 件未归入。按热度排列。</p>
{problems or "<p>没有两件以上留言反映同一个问题。</p>"}
{_alone(synthesis.unassigned)}
</main>
</body>
</html>
"""


def _article(number: int, problem: Problem) -> str:
    heat = problem.heat
    parts = {
        "人数": heat.people,
        "件数": heat.messages,
        "点赞": heat.likes,
        "时近": f"{heat.recency:.0%}",
        "地广": f"{heat.spread:.0%}",
        "持续": f"{heat.persistence:.0%}",
        "时间": _period(problem.first, problem.last),
    }
    listed = "".join(f"<div><dt>{name}</dt><dd>{escape(str(value))}</dd></div>" for name, value in parts.items())
    return f"""<article id="{escape(problem.id)}">
<header><span class="no">{number}</span><h2>{escape(problem.title)}</h2>
<span class="heat">{heat.score:.1f}</span></header>
<dl>{listed}</dl>
<p>{_tags(problem.keywords)}</p>
{_places(problem)}
{"".join(map(_quote, problem.quotes))}
{_because(problem)}
<details><summary>全部 {len(problem.voices)} 件留言</summary><p>{escape("、".join(problem.voices))}</p></details>
</article>"""


def _quote(quote: Quote) -> str:
    return f"<blockquote>{escape(quote.text)} <small>{escape(quote.voice)}</small></blockquote>"


def _because(problem: Problem) -> str:
    terms = [*problem.reasons.shared_places, *problem.reasons.shared_terms][:6]
    shared = "；".join(f"“{term.term}” {len(term.voices)} 件" for term in terms)
    copies = "；".join("、".join(group) for group in problem.duplicates)
    repeated = f"<p>同文：{escape(copies)}</p>" if copies else ""
    return f"<details><summary>为什么归在一起</summary><p>共同提到：{escape(shared or '无')}</p>{repeated}</details>"


def _places(problem: Problem) -> str:
    return f'<p class="meta">地点：{escape("、".join(problem.places))}</p>' if problem.places else ""


def _tags(words: tuple[str, ...]) -> str:
    return "".join(f'<span class="tag">{escape(word)}</span>' for word in words)


def _period(first: datetime | None, last: datetime | None) -> str:
    if not first or not last:
        return "不详"
    days = list(dict.fromkeys(at.strftime("%Y-%m-%d") for at in (first, last)))
    return " 至 ".join(days)


def _alone(voices: tuple[str, ...]) -> str:
    if not voices:
        return ""
    return f"<details><summary>未归入的 {len(voices)} 件</summary><p>{escape('、'.join(voices))}</p></details>"
