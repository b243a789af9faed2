"""Turns a question into the few words it is about: small letters, one form for each word, no filler."""

from __future__ import annotations

import re
from functools import cache

FILLER = frozenset(
    re.findall(
        r"\S+",
        """
    a about actually advantage afraid again all also always am an and any anybody anyone anyway are as
    at basically be because been being best better bit bro btw but by call called came can cant come comes
    confused confusing context could did didnt do does doesnt doing done dont dude dumb dunno else equivalent even
    ever every everybody exact exactly explain find five for from gave get gets getting gimme give given gives go
    goes going gonna good got guys had haha happen happening happens has have havent having heard hello help her
    here hey hi him his hmm honest honestly how hows i idea if im in into is isnt it its ive just keep kind kinda
    know knows lemme let like literally lol look looks lot make makes making man matter may me mean meaning means
    mention might mine more most much must my need needs newbie next no nobody noob notice now of off often ok
    okay on once one only or other ought our own particular people perhaps person plain please pls plz point
    possible practice purpose put question quick quite rather really reason rn role said say says see sense
    seriously serve served serves shall she should show silly simple simply sir so some somebody someone something
    sorry sort stuff sudden suddenly suppose sure take takes tell than thank thanks that thats the their them then
    there these they thing things think this tho those though thx to told too try trying type u understand ur us
    use used uses using usually very wait wanna want was wat way ways we well were what whats when where which
    while who whose why will wish with wonder wondering wont word work working works would wtf yeah yes yet you
    your
    """,
    )
)
"""Words that say how somebody asks, not what about."""

_SAME_WORDS = """
    network: net nets nn
    picture: image photo pic
    convolution: cnn convnet conv conv2d convolutional convolve
    validation: val
    accuracy: acc
    parameter: param
    loss: cost
    neuron: node
    increase: grow rise raise grew
    decrease: fall fell shrink reduce lower smaller
    same: constant identical equal unchanged
    label: target
    result: outcome
    different: differ vary differently
    error: mistake
    stop: halt quit end
    save: store keep export serialize serialise persist
    slow: slowly
    big: large huge bigger larger
    small: tiny little low
    fast: quick quickly faster quicker speed
    fluctuate: oscillate zigzag jump bounce wobble unstable
    quiet: silent silence silently mute hide
    graph: chart diagram plot draw curve
    choose: pick select decide
    divide: split separate
    odd: weird strange crazy extreme unusual
    start: begin beginning initial initially
    memory: ram
    amount: quantity
    automatic: automatically
    way: direction
    combine: merge join
    remove: delete
    memorise: memorize
    normalise: normalize normalization normalisation standardize standardise standardization
    regularise: regularization regularisation regularize
    initialise: initialization initialisation initialize init
    generalise: generalization generalisation generalize
    colour: color
    grey: gray grayscale
    derive: derivative differentiate
    explode: blow diverge
    load: open
    example: observation instance record
    improve: enhance
"""

_PHRASES = {
    "learning_rate": r"learning rates?|lr",
    "increase": r"(?:go|goes|going|went) up|get(?:s|ting)? (?:bigger|larger|higher)",
    "decrease": r"(?:go|goes|going|went) down|get(?:s|ting)? (?:smaller|lower)",
    "price": r"how much (?:does|do|did|is|are|would) .*\bcosts?",
    "hide": r"turn(?:s|ed|ing)? off",
    "memorise": r"by heart",
}
_PHRASE = re.compile(rf"\b(?:{'|'.join(f'(?P<{word}>{pattern})' for word, pattern in _PHRASES.items())})\b")
_WORD = re.compile(r"[a-z_][a-z0-9_]*|\d+(?:\.\d+)?|@")
_ENDINGS = (
    *(("ies", ""), ("sses", "ss"), ("ing", ""), ("edly", ""), ("ed", ""), ("ically", "ic"), ("ly", "")),
    *(("ions", ""), ("ion", ""), ("es", "e"), ("s", ""), ("y", "")),
)
_SHORTEST_STEM = 3


def simplified(text: str) -> str:
    """Small letters, without apostrophes: `whats`, `dont`."""
    return re.sub("['’`]", "", text.lower())


def plain(text: str) -> str:
    """Small letters, without apostrophes and without marks around the words."""
    words = (word.strip("?!.,;:\"'`“”’").strip() for word in simplified(text).split())
    return " ".join(word for word in words if word)


@cache
def one_form(name: str) -> str:
    """A name or a question as everybody writes it: plain, and in the singular."""
    return " ".join(map(_singular, plain(name).split()))


def _singular(word: str) -> str:
    if word.endswith("ses"):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is", "as")) else word


def stem(word: str) -> str:
    """One form for `layer` and `layers`, `train`, `trained` and `training`. Crude, and the same for everybody."""
    if word.endswith(("ss", "us", "is", "as")):
        return word
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)] + instead
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] in "bdgmnprt":
        word = word[:-1]
    return word[:-1] if len(word) > _SHORTEST_STEM and word.endswith("e") else word


def _one_word_for_each() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in _SAME_WORDS.strip().splitlines():
        word, _, others = line.partition(":")
        table |= {stem(other): stem(word.strip()) for other in others.split()}
    return table


_SAME = _one_word_for_each()


def content(text: str) -> list[str]:
    """What the text is about, in order: `["epoch", "batch"]` for "the epochs and the batches"."""
    text = _PHRASE.sub(lambda found: str(found.lastgroup), simplified(text))
    found = []
    for word in _WORD.findall(text):
        parts = [word] if word == "learning_rate" else [part for part in word.split("_") if part] or [word]
        found += [canonical(part) for part in parts if not _is_filler(part)]
    return found


def _is_filler(word: str) -> bool:
    """Whether it says nothing of what is asked about; `taking` does not, for `take` does not."""
    return word in FILLER or (word.endswith("ing") and stem(word) in _FILLER_STEMS)


_FILLER_STEMS = frozenset(map(stem, FILLER))


@cache
def canonical(word: str) -> str:
    """The stem of a word, or of the one that stands for it here."""
    root = stem(word)
    return _SAME.get(root, root)
