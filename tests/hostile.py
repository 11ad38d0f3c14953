"""Texts with which somebody would try to run a script on a page: some 600, for `test_xss.py`.

Vectors (elements and events, addresses, traps for sanitisers, ways out of attributes and scripts, templates, Markdown)
times their disguises (case, quotes, white space, references, widths). They call `alert(1)`; `x.png` is a file that
is there and is no image, so that `onerror` fires. None of them asks for anything beyond the site.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import product
from urllib.parse import quote

ELEMENTS = (
    "img src=x.png",
    "svg",
    "body",
    "details open",
    "input autofocus",
    "select autofocus",
    "video src=x.png",
    "audio src=x.png",
    "iframe src=x.png",
    "object data=x.png",
    "marquee",
    "a href=x.png",
    "b",
    "p",
    "td",
    "table background=x.png",
    "style",
    "my-element",
    "button autofocus",
    "form",
)
EVENTS = (
    "onerror",
    "onload",
    "onfocus",
    "ontoggle",
    "onmouseover",
    "onclick",
    "onpointerenter",
    "onanimationstart",
    "onstart",
    "onscroll",
)
DRESSES = (
    '<{tag} {event}="alert(1)">x</{name}>',
    "<{tag} {event}=alert(1)>",
    "<{tag}\t{event}\n=\n'alert(1)'>x",
    '<{tag}/{event}="alert&#40;1)"/>',
    '<{TAG} {EVENT}="alert(1)"//',
)
SCHEMES = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#x73;cript:alert(1)",
    "&#106;avascript:alert(1)",
    "&#0000106avascript:alert(1)",
    "java\tscript:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#26;javascript:alert(1)",
    "java&#26;script:alert(1)",
    "&#x20;javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#58;alert(1)",
    "javascript:%61lert(1)",
    "javascript://x%0aalert(1)",
    "ｊavascript:alert(1)",
    "java\u200bscript:alert(1)",
    "\u3000javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==",
    "data:image/svg+xml,<svg onload=alert(1)>",
    "vbscript:alert(1)",
    "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)",
    "blob:null/alert(1)",
)
CARRIERS = (
    '<a href="{url}">x</a>',
    "<a href='{url}' title=x>x</a>",
    "[x]({url})",
    "[x](<{url}> 'x')",
    "![x]({url})",
    "<{url}>",
    "[![x](x.png)]({url})",
    "[x]({url}){{: target=_top }}",
)
RARE_CARRIERS = (
    "<a href={url}>x</a>",
    '<svg><a xlink:href="{url}"><text>x</text></a></svg>',
    '<math href="{url}">x</math>',
    '<form action="{url}"><button>x</button></form>',
    '<button formaction="{url}">x</button>',
    '<iframe src="{url}"></iframe>',
    '<iframe srcdoc="{url}"></iframe>',
    '<object data="{url}"></object>',
    '<embed src="{url}">',
    '<meta http-equiv="refresh" content="0;url={url}">',
    '<base href="{url}">',
    '<link rel="stylesheet" href="{url}">',
    '<area href="{url}">',
    '<img srcset="{url} 1x" src="x.png">',
    '<video poster="{url}"></video>',
    '<img src="x.png" longdesc="{url}" usemap="#x">',
    '<script src="{url}"></script>',
    '<blockquote cite="{url}">x</blockquote>',
    "[x]({url}){{: onclick=alert(1) style='color:red' }}",
)
FIRE = "<img src=x.png onerror=alert(1)>"
TRAPS = (
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=x.png onerror=alert(1)&gt;">',
    '<svg></p><style><a id="</style>{fire}">',
    "<form><math><mtext></form><form><mglyph><style></math>{fire}",
    '<math><annotation-xml encoding="text/html"><style>{fire}</style></annotation-xml></math>',
    "<svg><desc><style>{fire}</style></desc></svg>",
    "<svg><foreignObject>{fire}</foreignObject></svg>",
    "<svg><set attributeName=onmouseover to=alert(1)><animate onbegin=alert(1) attributeName=x></svg>",
    "<svg><use href=\"data:image/svg+xml,<svg id='x' xmlns='http://www.w3.org/2000/svg'>{fire}</svg>#x\"></use></svg>",
    "<table><tr><td>{fire}<svg><td>{fire}",
    "<select><option><style></option></select>{fire}</style></select>",
    "<b><i><a href=x.png><table><a href=x.png>{fire}",
    "<p><svg><title><p title='</title>{fire}'>",
    "<!-->{fire}-->",
    "<!-- --!>{fire}-->",
    "<!--{fire}",
    "<?xml >{fire}?>",
    "<![CDATA[{fire}]]>",
    "</ x>{fire}",
    "<!doctype x [{fire}]>",
    "<%{fire}%>",
    "<<{fire}",
    "<img <img src=x.png onerror=alert(1)>",
    "<img src='x.png' alt=\"`><img src=x.png onerror=alert(1)>`\">",
    '<img alt="<x" title="/>{fire}" src="x.png">',
    '<a title=">{fire}" href="x.png">x</a>',
    "<b title='\"><img src=x.png onerror=alert(1)>'>x</b>",
    '<abbr title="a" title="b" onmouseover=alert(1)>x</abbr>',
    '<app_id onclick="alert(1)">{fire}</app_id>',
    "<id>{fire}<object>",
    '<br ="><script>alert(1)</script>',
    "<img src=x.png onerror=alert(1)",
    '<img src="x.png" alt="<code>4100</code>{fire}">',
    '<a href="x.png" title="<td>4100</td>{fire}"><code>4100</code></a>',
    '<img src="x.png" onerror="alert(1)" x="',
    '<a href="x.png',
    "{fire}" + "<i>" * 150,
    "<i>" * 210 + "{fire}",
)
RAW_TEXT = (
    "noscript",
    "listing",
    "xmp",
    "textarea",
    "title",
    "iframe",
    "noembed",
    "noframes",
    "plaintext",
    "template",
    "style",
    "script",
    "option",
    "select",
    "svg",
    "math",
    "pre",
    "code",
    "head",
    "frameset",
)
WAYS_OUT = (
    '">',
    "'>",
    "</title>",
    "</script>",
    "</textarea>",
    "</style>",
    "</h1></main>",
    "</td></tr></table>",
    "</code></pre>",
    "-->",
    "]]>",
    '\\">',
    "&quot;>",
    "&#34;&gt;",
    "%22%3E",
    "\u2028",
    "\u202e",
    "＂＞",
    "{{",
    "{%",
    "'-alert(1)-'",
    "\\u003c/script>",
    "</a></span></li>",
    'x" autofocus onfocus="alert(1)',
    "x' onmouseover='alert(1)",
    "`onclick=alert(1)`",
    "$&",
)
SCRIPTS = (
    "<script>alert(1)</script>",
    "<SCRIPT>alert(1)</SCRIPT>",
    "<script\n>alert(1)</script\t>",
    "<script/x>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script type=module>alert(1)</script>",
    "<script src=data:,alert(1)></script>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><script href=data:,alert(1) /></svg>",
    "<script>alert(1)",
    "</script><script>alert(1)</script>",
    "<math><script>alert(1)</script></math>",
    '<script type="application/ld+json">{"a":1}</script><script>alert(1)</script>',
    "<style>@import 'javascript:alert(1)'; * { background: url(javascript:alert(1)) }</style>",
    '<p style="background:url(javascript:alert(1));animation-name:x" onanimationstart=alert(1)>x</p>',
    '<p style="width:expression(alert(1))">x</p>',
)
TEMPLATES = (
    "{{ 7 * 191 }}",
    "{{7*191}}",
    "{% print 7 * 191 %}",
    "{%- print 7*191 -%}",
    "{# {{ 7*191 }} #}",
    "${7*191}",
    "#{7*191}",
    "<%= 7*191 %>",
    "{{ self.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{% include 'pages/code.html' %}",
    "{% endraw %}{{ 7*191 }}{% raw %}",
    "{{ constructor.constructor('alert(1)')() }}",
    "{% for x in range(9) %}{{ 7*191 }}{% endfor %}",
    "{{ '%c' * 7 | safe }}",
    "{count} {title} {code} {heading} {0} {}",
    "%s %(x)s %n",
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
)
MARKDOWN = (
    "x {: onclick=alert(1) }",
    'x {: #main .search onmouseover="alert(1)" data-search="x" style="x" }',
    "[x](x.png){: onclick=alert(1) href=javascript:alert(1) }",
    "![x](x.png){: onerror=alert(1) }",
    "**x**{: onclick='alert(1)' }",
    '```" onmouseover="alert(1)\nx\n```',
    "```{ .python onclick=alert(1) hl_lines=1 }\nx\n```",
    "```html\n<script>alert(1)</script>\n```",
    "~~~ <img src=x.png onerror=alert(1)>\nx\n~~~",
    "    :::<img src=x.png onerror=alert(1)>\n    x",
    '!!! note "<img src=x.png onerror=alert(1)>"\n    x',
    '!!! x onclick=alert(1) "x"\n    <img src=x.png onerror=alert(1)>',
    "> [!NOTE]\n> <img src=x.png onerror=alert(1)>",
    ":::note <img src=x.png onerror=alert(1)>\n<img src=x.png onerror=alert(1)>\n:::",
    ':::tip" onclick="alert(1)\nx\n:::',
    ':::tip["><script>alert(1)</script>]\nx\n:::',
    '![" onerror="alert(1)](x.png)',
    '![x](x.png "\\" onerror=alert(1) x=\\"")',
    "![x](x.png '\" onerror=\"alert(1)')",
    "[x](x.png '\" onclick=\"alert(1)')",
    "[<img src=x.png onerror=alert(1)>](x.png)",
    "**<img src=x.png onerror=alert(1)>**",
    "`<img src=x.png onerror=alert(1)>`",
    "``` <img src=x.png onerror=alert(1)> ```",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "[x][2]\n\n[2]: x.png \"' onclick='alert(1)\"",
    "<alert(1)@example.org>",
    "<javascript:alert(1)@example.org>",
    "| a |\n|---|\n| <img src=x.png onerror=alert(1)> |",
    "<p markdown=1>[x](javascript:alert(1))</p>",
    "<div>\n\n[x](javascript:alert(1))\n\n</div>",
    "&lt;img src=x.png onerror=alert(1)&gt;",
    "&amp;lt;img src=x.png onerror=alert(1)&amp;gt;",
    "\\<img src=x.png onerror=alert(1)>",
    "<img src=x.png onerror=alert(1)>\\",
    "wzxhzdk:0 klzzwxh:0000 <b>x</b>",
)
CLOBBERS = (
    '<a id="errdex" href="x.png">x</a>',
    '<img name="querySelector" src="x.png">',
    '<form id="search" name="body"><input name="attributes"></form>',
    '<div data-search="data:,alert(1)//.js" data-search-engine="data:,alert(1)">x</div>',
    '<p data-copy="link" data-copy-actions data-copy-status data-missing="/">x</p>',
    '<template data-copy-block><button onclick="alert(1)">x</button></template>',
    "<pre data-ticket><b>x</b></pre>",
    '<p id="main">x</p><p id="search-list" class="search-panel">x</p>',
    '<object id="trustedTypes"></object><a id="trustedTypes"></a>',
    '<img id="document" name="currentScript" src="x.png">',
)


def payloads() -> tuple[str, ...]:
    """Return all texts, each once, in an order that never changes."""
    return tuple(dict.fromkeys(_payloads()))


def _payloads() -> Iterator[str]:
    yield FIRE
    for number, (element, event) in enumerate(product(ELEMENTS, EVENTS)):
        name = element.split()[0]
        dress = DRESSES[number % len(DRESSES)]
        yield dress.format(tag=element, TAG=element.upper(), name=name, event=event, EVENT=event.upper())
    for url, carrier in product(SCHEMES, CARRIERS):
        yield carrier.format(url=url)
    for number, carrier in enumerate(RARE_CARRIERS):
        for url in (SCHEMES[0], SCHEMES[number % len(SCHEMES)]):
            yield carrier.format(url=url)
    for trap in TRAPS:
        yield trap.replace("{fire}", FIRE)
    for tag in RAW_TEXT:
        yield f'<{tag}><p title="</{tag}>{FIRE}">'
        yield f"<{tag}>{FIRE}</{tag}>{FIRE}"
    for way in WAYS_OUT:
        yield way + FIRE
    for text in (FIRE, SCRIPTS[0], WAYS_OUT[0] + FIRE):
        yield escape(text)
        yield escape(escape(text))
        yield quote(text)
        yield "".join(f"&#{ord(character)};" for character in text)
        yield text.translate({ord(one): ord(wide) for one, wide in zip("<>()=", "＜＞（）＝", strict=True)})
        yield re.sub(r"[<>]", lambda found: f"\\x{ord(found[0]):x}", text)
    yield from (*SCRIPTS, *TEMPLATES, *MARKDOWN, *CLOBBERS)


def groups(texts: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the texts in groups that can stand on one page: six, or one that may swallow what follows it."""
    calm = [text for text in texts if not swallows(text)]
    together = [tuple(calm[start : start + 6]) for start in range(0, len(calm), 6)]
    return (*together, *((text,) for text in texts if swallows(text)))


def swallows(text: str) -> bool:
    """Tell whether a text may take with it what stands below it."""
    raw = "|".join((*RAW_TEXT, "table", "object", "button"))
    odd = text.count('"') % 2 + text.count("'") % 2 + text.count("`") % 2 > 0
    return odd or bool(re.search(rf"<!|<\?|```|~~~|</?(?:{raw})\b|<[a-z]+[^>]*$", text, re.IGNORECASE))


def breaks_tables(text: str) -> bool:
    """Tell whether a text may keep tables below it from being found."""
    return bool(re.search(r"<!|```|~~~|</?t(?:able|[dhr])\b|<[?%]", text, re.IGNORECASE))
