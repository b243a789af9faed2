"""Turns a notebook's Markdown into the little Markdown that the tutor draws. Pictures are named, formulas told."""

from __future__ import annotations

import html
import re

from tutor.core.sieve import harmless
from tutor.storage.material.formulas import without_latex

_FENCED = re.compile(r"(^[ \t]*(?:```|~~~).*?(?:^[ \t]*(?:```|~~~)[ \t]*$|\Z))", re.DOTALL | re.MULTILINE)
_CODE = re.compile(r"(`+[^`\n]+`+)")
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\s*(?P<url>[^)\s]*)[^)]*\)")
_HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_LINKED_IMAGE = re.compile(r"\[(?P<image>!\[[^\]]*\]\([^)]*\)|<img\b[^>]*>)\]\([^)]*\)", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[(?P<text>[^\]]+)\]\(\s*<?(?P<url>[^)\s>]*)>?[^)]*\)")
_HTML_LINK = re.compile(
    r"<a\b[^>]*href=[\"']?(?P<url>[^\"'\s>]*)[^>]*>(?P<text>.*?)</a>", re.IGNORECASE | re.DOTALL
)
_HEADING = re.compile(r"^[ ]{0,3}#{1,6}[ \t]*(?P<text>.*?)[ \t]*#*$", re.MULTILINE)
_UNDERLINED = re.compile(r"^(?P<text>[^\s|#>*+-].*)\n(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_HTML_HEADING = re.compile(r"<h[1-6][^>]*>(?P<text>.*?)</h[1-6]>", re.IGNORECASE | re.DOTALL)
_BLOCKS = re.compile(r"<(?:br|/?p|/?div|/?center|/?ul|/?ol|hr|/?tr|/?table)\b[^>]*>", re.IGNORECASE)
_TAGS = re.compile(r"</?[a-zA-Z][^<>]*>|<!--.*?-->", re.DOTALL)
_UNSEEN = re.compile(r"<(style|script)\b.*?</\1>", re.IGNORECASE | re.DOTALL)
_RULE = re.compile(r"^[ ]{0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})$", re.MULTILINE)
_TABLE = re.compile(
    r"(?:^[ \t]*\|?.*\|.*\n)[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*(?:\n.*\|.*)*",
    re.MULTILINE,
)
_QUOTE = re.compile(r"^[ \t]*>[ \t]?", re.MULTILINE)
_UNDERSCORES = re.compile(r"(?<![\w`])(__?)(?=\S)(?P<text>[^_\n]+?)(?<=\S)\1(?![\w`])")


def plain_prose(markdown: str) -> str:
    """Its headings in bold, links with their addresses, tables as they stand; nothing a terminal would obey."""
    parts = _FENCED.split(harmless(without_latex(markdown)))
    told = (part.replace("~~~", "```") if place % 2 else _outside_fences(part) for place, part in enumerate(parts))
    return re.sub(r"\n{3,}", "\n\n", "".join(told)).strip()


def _outside_fences(text: str) -> str:
    text = _UNSEEN.sub("", text)
    text = _LINKED_IMAGE.sub(lambda found: found["image"], text)
    text = _IMAGE.sub(lambda found: _picture(found["alt"], found["url"]), text)
    text = _HTML_IMAGE.sub(lambda found: _picture(_attribute(found[0], "alt"), _attribute(found[0], "src")), text)
    text = _HTML_LINK.sub(lambda found: _linked(found["text"], found["url"]), text)
    text = _LINK.sub(lambda found: _linked(found["text"], found["url"]), text)
    text = _TABLE.sub(lambda found: f"```\n{found[0].strip(chr(10))}\n```", text)
    text = _HTML_HEADING.sub(lambda found: f"\n\n**{_bare(found['text'])}**\n\n", text)
    text = _UNDERLINED.sub(lambda found: f"\n**{_bare(found['text'])}**\n\n", text)
    text = _HEADING.sub(lambda found: f"\n**{_bare(found['text'])}**\n\n" if found["text"] else "", text)
    text = _QUOTE.sub("", _RULE.sub("", text))
    text = _BLOCKS.sub("\n\n", text)
    inside = _CODE.split(text)
    plain = (part if place % 2 else _words(part) for place, part in enumerate(inside))
    return "".join(plain)


def _words(text: str) -> str:
    marks = {"__": "**", "_": "*"}
    text = _UNDERSCORES.sub(lambda found: f"{marks[found[1]]}{found['text']}{marks[found[1]]}", text)
    return harmless(html.unescape(_TAGS.sub("", text)))


def _bare(text: str) -> str:
    """A heading without marks of its own, and on one line."""
    return " ".join(re.sub(r"\*+|__+", "", _TAGS.sub("", text)).split())


def _picture(alt: str, url: str) -> str:
    """A picture in words: what it shows, as far as the text says, and its file."""
    path = "" if url.startswith("data:") else url.removeprefix("attachment:").rstrip("/")
    file = path.rpartition("/")[2].split("?")[0]
    named = " ".join(alt.split())
    words = f"{named}, {file}" if named and file and named != file else named or file or "without a name"
    return f"(a picture: {words})"


def _attribute(tag: str, name: str) -> str:
    found = re.search(rf"\b{name}\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", tag, re.IGNORECASE)
    return next((each for each in found.groups() if each is not None), "") if found else ""


def _linked(text: str, url: str) -> str:
    words = " ".join(text.split())
    return words if not url or url.startswith("#") or url == words or "(a picture" in words else f"{words} ({url})"
