"""What somebody is told, in their own language, who asks in one that is not installed."""

from __future__ import annotations

INSTALL = "pip install 'keras-tutor[languages]'"

_TOLD = {
    "de": "Deutsch verstehe ich, wenn dieses Paket installiert ist: {how} Die Antwort kommt auf Englisch.",
    "fr": "Je comprends le français une fois ce paquet installé : {how} La réponse vient en anglais.",
    "it": "Capisco l'italiano quando questo pacchetto è installato: {how} La risposta arriva in inglese.",
    "es": "Entiendo el español cuando este paquete está instalado: {how} La respuesta llega en inglés.",
    "nl": "Nederlands begrijp ik als dit pakket is geïnstalleerd: {how} Het antwoord komt in het Engels.",
    "pt": "Entendo português quando este pacote está instalado: {how} A resposta vem em inglês.",
    "pl": "Rozumiem polski, gdy zainstalowany jest ten pakiet: {how} Odpowiedź jest po angielsku.",
    "tr": "Bu paket kuruluysa Türkçe soruları anlarım: {how} Cevap İngilizce gelir.",
    "ru": "Я понимаю вопросы на русском, если установлен этот пакет: {how} Ответ приходит на английском.",
    "ar": "أفهم الأسئلة بالعربية إذا كانت هذه الحزمة مثبتة: {how} ويأتي الجواب بالإنجليزية.",
    "zh": "安装这个包之后，我能看懂中文问题：{how} 回答是英文的。",
    "ja": "このパッケージを入れると、日本語の質問が分かります：{how} 答えは英語です。",
    "ko": "이 패키지를 설치하면 한국어 질문을 이해합니다: {how} 답은 영어로 나옵니다.",
    "hi": "यह पैकेज इंस्टॉल होने पर मैं हिन्दी के सवाल समझता हूँ: {how} जवाब अंग्रेज़ी में आता है।",
}


def in_your_language(code: str) -> str:
    """How questions in that language are brought, in that language; `code` is one of `understanding.language`."""
    return _TOLD[code].format(how=f"`{INSTALL}`.")
