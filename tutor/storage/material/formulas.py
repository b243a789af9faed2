"""Tells LaTeX plainly: a `frac` is a slash, a `sum` a ∑, `x_i^2` is xᵢ², without a typesetter."""

from __future__ import annotations

import re
import unicodedata

_MATHS = re.compile(
    r"(?<!\\)\$\$(?P<block>.+?)\$\$|\\\[(?P<bracket>.+?)\\\]"
    r"|\\begin\{(?P<kind>equation|align|gather|eqnarray|multline)(?P<star>\*?)\}(?P<body>.+?)\\end\{(?P=kind)(?P=star)\}"
    r"|\\\((?P<round>.+?)\\\)|(?<![\\$\w])\$(?=\S)(?P<inline>[^$\n]+?)(?<=[^\s\\])\$(?![\w$])",
    re.DOTALL,
)
_SIGNS: dict[str, str] = dict(
    re.findall(
        r"(\S+)\s+(\S+)",
        """
        alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι
        kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ tau τ upsilon υ phi φ varphi φ chi χ psi ψ
        omega ω Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω ell ℓ partial ∂
        nabla ∇ infty ∞ cdot · times × div ÷ pm ± leq ≤ le ≤ geq ≥ ge ≥ neq ≠ ne ≠ approx ≈ sim ∼ propto
        ∝ equiv ≡ to → rightarrow → leftarrow ← mapsto ↦ Rightarrow ⇒ in ∈ notin ∉ subset ⊂ cup ∪ cap ∩
        forall ∀ exists ∃ land ∧ lor ∨ neg ¬ odot ⊙ oplus ⊕ otimes ⊗ star ⋆ ast * circ ∘ mid | vert |
        langle ⟨ rangle ⟩ ldots … dots … cdots … vdots ⋮ ll ≪ gg ≫ Vert ‖ | ‖ lbrace { rbrace } prime ′
        top ᵀ intercal ᵀ
        """,
    )
) | {"sum": " ∑", "prod": " ∏", "int": " ∫", "quad": "  ", "qquad": "  ", "\\": "\n"}
_RAISED = str.maketrans("0123456789+-=()niTxyzkm", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵀˣʸᶻᵏᵐ")
_LOWERED = str.maketrans("0123456789+-=()aeijkmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑᵢⱼₖₘₙₒₚᵣₛₜᵤᵥₓ")
_ACCENTS = {
    "hat": "\u0302",
    "widehat": "\u0302",
    "bar": "\u0304",
    "overline": "\u0304",
    "tilde": "\u0303",
    "dot": "\u0307",
}
_KEPT = {"_": "\ufdd0", "^": "\ufdd1"}
"""Stand for a mark that is done with, until the end. No text has these characters (Unicode 15, 23.7)."""
_MARKS = {ord(stand_in): mark for mark, stand_in in _KEPT.items()}
_SPACING = re.compile(r"\\(?:left|right|bigg?|Bigg?|displaystyle|limits|nolimits|nonumber|,|;|:|!|>)(?![a-zA-Z])")
_GROUP = r"\{((?:[^{}])*)\}"
_FONTS = re.compile(
    r"\\(?:math(?:bf|rm|it|bb|cal|sf|tt|frak|scr)|bold(?:symbol)?|bm|text(?:bf|it|rm|tt)?|operatorname\*?|mbox|vec|emph"
    rf"|underline|boxed|label|tag)\s*(?:{_GROUP}|(\w))"
)


def without_latex(markdown: str) -> str:
    """The text with its formulas in plain characters; code in fences and between backquotes stays as it is."""
    parts = re.split(r"(```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]+`)", markdown, flags=re.DOTALL)
    return "".join(part if place % 2 else _MATHS.sub(_told, part) for place, part in enumerate(parts))


def _told(found: re.Match[str]) -> str:
    inline = found["inline"] or found["round"]
    if inline is not None:
        looks_like_money = found["inline"] is not None and re.fullmatch(r"[\d.,]+ .*", inline)
        return found[0] if looks_like_money else " ".join(plain_formula(inline).split())
    lines = plain_formula(found["block"] or found["bracket"] or found["body"]).split("\n")
    return "\n\n```\n" + "\n".join(" ".join(line.split()) for line in lines if line.strip()) + "\n```\n\n"


def plain_formula(latex: str) -> str:
    """One formula, its lines kept where it has several."""
    text = re.sub(r"\s+", " ", latex)
    text = _SPACING.sub("", text)
    text = re.sub(r"\\(?:begin|end)\{(?:[a-zA-Z]*)\*?\}(?:\{[lcr|]*\})?", " ", text).replace("&", " ")
    for _ in range(8):  # from the inside out
        before = text
        text = _FONTS.sub(lambda found: str(found[1] or found[2] or ""), text)
        text = re.sub(rf"\\[dt]?frac\s*{_GROUP}\s*{_GROUP}", lambda f: f"{_held(f[1])}/{_held(f[2])}", text)
        text = re.sub(rf"\\sqrt\s*{_GROUP}", lambda f: f"√{_held(f[1])}", text)
        text = re.sub(rf"\\(hat|widehat|bar|overline|tilde|dot)\s*(?:{_GROUP}|(\w))", _accented, text)
        text = re.sub(rf"\^\s*(?:{_GROUP}|(\\?\w+|.))", lambda f: _small(f, "^", _RAISED), text)
        text = re.sub(rf"_\s*(?:{_GROUP}|(\\?\w|.))", lambda f: _small(f, "_", _LOWERED), text)
        if text == before:
            break
    text = re.sub(r"\\([a-zA-Z]+|[\\|])", lambda found: _SIGNS.get(found[1], found[1]), text)
    return re.sub(r"\\([{}$%&#_ ])", r"\1", text).replace("{", "").replace("}", "").translate(_MARKS)


def _held(part: str) -> str:
    """In brackets where it is more than one sign."""
    part = part.strip()
    return part if re.fullmatch(r"\\?\w+", part) else f"({part})"


def _accented(found: re.Match[str]) -> str:
    letters = found[2] if found[2] is not None else found[3]
    single = re.fullmatch(r"\w|\\[a-zA-Z]+", letters.strip())
    letter = _SIGNS.get(letters.strip().lstrip("\\"), letters.strip()) if single else letters
    if len(letter) != 1:
        return f"{found[1]}({letter})"
    return unicodedata.normalize("NFC", letter + _ACCENTS[found[1]])


def _small(found: re.Match[str], mark: str, table: dict[int, int]) -> str:
    """Raised or lowered where there are such letters, else behind a `^`, or a `_`."""
    part = found[1] if found[1] is not None else found[2]
    if found[1] is None and mark == "^" and not part.startswith("\\"):
        part, rest = part[:1], part[1:]
    else:
        rest = ""
    part = re.sub(r"\\([a-zA-Z]+)", lambda sign: _SIGNS.get(sign[1], sign[1]), part).strip()
    small = part.translate(table)
    if all(old != new for old, new in zip(part, small, strict=True)):
        return small + rest
    held = part if len(part) == 1 else f"({part})"
    return _KEPT[mark] + held + rest
