"""In which language a line is written: by its script, else by words that its sentences have."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

LANGUAGES = {
    "de": "German",
    "fr": "French",
    "it": "Italian",
    "es": "Spanish",
    "nl": "Dutch",
    "pt": "Portuguese",
    "pl": "Polish",
    "tr": "Turkish",
    "ru": "Russian",
    "ar": "Arabic",
    "zh": "Chinese",
    "ja": "Japanese",
    "ko": "Korean",
    "hi": "Hindi",
}
"""What can be read beside English, where the encoder for it is installed."""

_SMALL_WORDS = {
    "en": """
        the a an is are was were what why how when which who does do did my your it its this that these i you
        we can should would of to in on with for and or not if but from at by be been have has there than then
        so because mean means use used need show tell between different difference many much model models me
        more most size data loss error network no go back new one two
    """,
    "de": """
        der die das ein eine einen einer dem den des ist sind war was warum wieso wie wann welche welcher
        welches wer ich du er wir mein meine meinen mir mich nicht kein keine und oder aber wenn mit für von
        zu zum zur im auf bei nach kann soll muss man sich es wird werden wozu bedeutet brauche braucht heißt
        gibt ob auch noch denn zwischen unterschied wofür modell daten gewicht gewichte schicht schichten
        fehler verlust lernrate einfach erklärt erklären netz trainieren
    """,
    "fr": """
        le la les un une des du de est sont quoi pourquoi comment quand quel quelle quels quelles qui je tu il
        nous mon ma mes ne pas et ou mais si avec pour dans sur que quest ce cest cela ça faut peut dois au
        aux en plus sert signifie veut dire entre différence jai son sa modèle données poids couche couches
        perte erreur apprentissage réseau entraîner expliquer simplement
    """,
    "it": """
        il lo la gli le un una uno è sono cosa perché perche come quando quale quali chi io tu noi mio mia
        miei non e o ma se con per di da del della dei delle nel nella su che questo questa posso devo
        significa serve cosè tra differenza quanti quante a al alla modello dati peso pesi strato strati
        perdita errore rete addestrare usare conviene normalizzare misura
    """,
    "es": """
        el la los las un una es son qué que por para cómo como cuándo cuando cuál cual cuáles quién yo tú mi
        mis no y o pero si con de del en al se lo esto este esta puedo debo significa sirve entre diferencia
        cuántas cuántos hay está tiene modelo datos peso pesos capa capas pérdida red entrenar hace falta
        normalizar afectan explicar
    """,
    "nl": """
        de het een is zijn was wat waarom hoe wanneer welke wie ik jij je wij mijn niet geen en of maar als
        met voor van naar in op bij kan moet men zich er wordt worden betekent dient tussen verschil hoeveel
        waarvoor dat dit heeft gegevens gewicht gewichten laag lagen verlies fout leersnelheid netwerk trainen
        anders dan iets uitleggen
    """,
    "pt": """
        o a os as um uma é são que quê porque porquê por para como quando qual quais quem eu você nós meu
        minha meus minhas não e ou mas se com de do da dos das no na em ao isso este esta posso devo significa
        serve entre diferença quantas quantos está tem modelo dados peso pesos camada camadas perda rede
        treinar preciso salvo faz normalizar depois explicar
    """,
    "pl": """
        co to jest są dlaczego czemu jak kiedy który która które kto ja ty my mój moja moje nie i lub ale
        jeśli z dla do od w na po przy może muszę czy się oznacza służy między różnica ile jaki jaka jakie
        dane model warstwa wag wagi strata błąd sieć uczenia gradientu wystarczy służą epok epoka ludzku
        spadek
    """,
    "tr": """
        ne nedir neden niçin nasıl hangi kim ben sen biz benim bir bu şu ve veya ama eğer ile için mi mı mu mü
        değil var yok kaç arasındaki fark demek yarar olur daha çok niye midir model veri kayıp katman ağ
        öğrenme oldu yapar gizli ağırlık hata eğitim
    """,
}
_WORDS = re.compile(r"[^\W\d_]+")
_SCRIPTS = (
    ("HIRAGANA", "ja"), ("KATAKANA", "ja"), ("HANGUL", "ko"), ("CJK UNIFIED", "zh"), ("CYRILLIC", "ru"),
    ("ARABIC", "ar"), ("DEVANAGARI", "hi"),
)  # fmt: skip
"""Kana first: Japanese has Chinese characters, too."""
_ASKING = frozenset(
    re.findall(
        r"\S+",
        """
        ist sind warum wieso wofür pourquoi cest perché perche cosè cosa qué cómo cuál waarom hoe welke porquê qual
        quais dlaczego czemu jak nedir neden nasıl niçin
        """,
    )
)
"""Words that ask, in languages that are told apart by words: each counts one more."""
_ENOUGH = 1.5
"""What the words of a language must count in a line; half a word where it has letters that English has not. A word
of one or two letters counts half: `no`, `as` and `y` are many things."""


def language(line: str) -> str:
    """`de`, `fr` ... or `en`, which is also what a line without any sign is taken for."""
    names = [unicodedata.name(letter, "") for letter in line if ord(letter) > 127 and letter.isalpha()]
    for script, code in _SCRIPTS:
        if any(name.startswith(script) for name in names):
            return code
    words = _WORDS.findall(re.sub("['’`]", "", line.lower()))
    counted = {
        code: sum(_weight(word) for word in words if word in small) for code, small in _small_words().items()
    }
    best = max(counted, key=lambda code: counted[code])  # English is the first, and wins a tie
    accented = any("WITH" in name or "SHARP" in name for name in names)
    return best if counted[best] >= (0.5 if accented else _ENOUGH) and counted[best] > counted["en"] else "en"


def _weight(word: str) -> float:
    return (0.5 if len(word) < 3 else 1.0) + (word in _ASKING)


@cache
def _small_words() -> dict[str, frozenset[str]]:
    english = frozenset(_SMALL_WORDS["en"].split())
    return {
        code: frozenset(words.split()) - (english if code != "en" else set())
        for code, words in _SMALL_WORDS.items()
    }
