"""A fuzzer of our own, where there is no atheris: the corpus, cut, doubled, spliced and sown with what trips readers.

It knows nothing of coverage, but much of Markdown and HTML. The same seed gives the same inputs.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

from tests.fuzz.properties import check

CORPUS = Path(__file__).parent / "corpus"
SEEDS = (
    "| Error Code | Message |\n|---|---|\n| 4100 | a \\| b `c|d` |\n| | x |\n",
    "<table><tr><th>Error Code<th>Text</tr><tr><td rowspan=2>1001<td>x</td></tr><tr><td>y</tr></table>\n",
    "---\ntitle: x\nkind: errors\naliases: [a, b]\nc: {d: e}\n---\n# H {#i}\n\n> quote\n>\n> - item\n",
    "```\ncode\n```\n<!-- c -->\n    indented\n\nSetext\n===\n\n1. [l](a.md 't') **b** _i_ ~~s~~ ![i](x.png)\n",
    '{"url":"codes/1.html","catalog":"codes","language":"en","code":"1","slug":"1","state":"retired",'
    '"first":"2026-01-01","entries":[{"section":"","source":["a",1],"fields":[["a","title","b","<b>"]]}]}\n',
)
SOWN = r"""
<table> </table> <tr> </tr> <td> </td> <th> <thead> </tbody> <caption> <pre> </pre> <!-- --> <script> </script> <select>
<textarea> <svg> <math> <template> <p> </p> <dd> <li> <ul> <a href=x> </a> <img src=x alt='> <br/> <b &lt; &amp; &#26;
&#x110000; &nbsp | || |- --- :-: ``` ~~~ ` `` > >> - 1. # ## === \ \| [ ]( ) ![ {#x} {: x=y } javascript: data: :: ~
~41~ ~h0~ CON .html 4100 -1012 0x1A 4000-7000 4xx A.B E_X その他 エラーコード 错误码 ｜ ＜ 😀 " ' \ud800" 1e999
"""
SPACES = ("\n", "\n\n", "\r", "\r\n", " ", "    ", "\t", "\xa0", "\u3000", "\u200b", "\u2028", "\x85", "\x0c", "\ufeff")
ODD = (b"\x1a", b"\0", b"\xff", b"\xe9", b"\xed\xa0", b"\xcc\x81")
TOKENS = (*(text.encode() for text in (*SOWN.split(), *SPACES)), *ODD)


def make_inputs(seed: int) -> Iterator[bytes]:
    """Yield inputs without end: the corpus and the seeds as they are, then ever other changes of them."""
    dice = Random(seed)
    known = [path.read_bytes() for path in sorted(CORPUS.iterdir())] + [text.encode() for text in SEEDS]
    yield from known
    while True:
        data = dice.choice(known)
        for _ in range(dice.randint(1, 8)):
            data = change(data, known, dice)[:4000]
        yield data


def change(data: bytes, known: Sequence[bytes], dice: Random) -> bytes:
    """Return the data with one change."""
    start, end = sorted(dice.randint(0, len(data)) for _ in range(2))
    token = dice.choice(TOKENS)
    kind = dice.randrange(6)
    if kind == 0:
        return data[:start] + data[end:]
    if kind == 1:
        return data[:end] + data[start:end] * dice.choice((1, 1, 2, 30)) + data[end:]
    if kind == 2:
        other = dice.choice(known)
        return data[:start] + other[dice.randint(0, len(other)) :]
    if kind == 3:
        lines = data.split(b"\n")
        dice.shuffle(lines)
        return b"\n".join(lines)
    return data[:start] + token + data[start if kind == 4 else end :]


def drive(runs: int, seed: int = 0, seconds: float = float("inf")) -> int:
    """Check so many inputs, or as many as the time allows; return how many. What fails is left as `crash-…`."""
    until = time.monotonic() + seconds
    count = 0
    for count, data in enumerate(make_inputs(seed), 1):
        try:
            check(data)
        except Exception:
            Path(f"crash-{seed}-{count}").write_bytes(data)
            raise
        if count >= runs or time.monotonic() > until:
            break
    return count
