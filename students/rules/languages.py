"""Languages as information systems write them, and the code that letters know them by."""

import re

from students.rules.words import plain

# Source: ISO 639 (names and codes), CALPADS "Primary Language" (numbers; EC 48985 goes by it).
_CODES = {
    "en": "00 english eng en",
    "es": "01 spanish castilian espanol spa sp es",
    "vi": "02 vietnamese vie vi",
    "zh": "03 07 chinese cantonese mandarin putonghua yue cmn zho chi zh",
    "ko": "04 korean kor ko",
    "tl": "05 tagalog filipino pilipino tgl fil tl",
    "ar": "11 arabic ara ar",
    "hy": "12 armenian hye arm hy",
    "fa": "16 farsi persian fas per fa",
    "ru": "29 russian rus ru",
}
ENGLISH_NAMES = {
    "en": "English",
    "es": "Spanish",
    "vi": "Vietnamese",
    "zh": "Chinese",
    "ko": "Korean",
    "tl": "Filipino",
    "ar": "Arabic",
    "hy": "Armenian",
    "fa": "Persian",
    "ru": "Russian",
}
LANGUAGE_CODES = {word: code for code, words in _CODES.items() for word in words.split()}
# Numbers of languages that no letter is written in yet: what they mean is known all the same.
NUMBERED = {
    "06": "Portuguese", "08": "Japanese", "09": "Khmer", "10": "Lao", "13": "Burmese",
    "15": "Dutch", "17": "French", "18": "German", "19": "Greek", "20": "Chamorro",
    "21": "Hebrew", "22": "Hindi", "23": "Hmong", "24": "Hungarian", "25": "Ilocano",
    "26": "Indonesian", "27": "Italian", "28": "Punjabi", "30": "Samoan", "32": "Thai",
    "33": "Turkish", "34": "Tongan", "35": "Urdu", "36": "Cebuano", "37": "Sign language",
    "38": "Ukrainian", "41": "Polish", "43": "Gujarati", "44": "Mien", "45": "Romanian",
    "49": "Mixteco", "51": "Kurdish", "60": "Somali", "61": "Bengali", "66": "Amharic",
    "71": "Zapoteco",
}  # fmt: skip


def language_code(written: str) -> str:
    """Return the code of a language as an SIS writes it: 'Spanish', 'Spanish; Castilian', '01',
    'es-MX' and 'SP' are 'es'.

    Blank is '', and what is not known comes back as it was written.

    Source: EC 48985, home language on file.
    """
    text = written.strip()
    whole = plain(text)
    if whole.isdigit():
        return LANGUAGE_CODES.get(whole.zfill(2), text)
    first = plain(re.split(r"[;,/(]", text, maxsplit=1)[0])
    language, _, region = first.partition(" ")
    for word in (whole, first, language if len(language) <= 3 >= len(region) else ""):
        if word in LANGUAGE_CODES:
            return LANGUAGE_CODES[word]
    return text


def in_english(code: str) -> str:
    """Return the English name of a language by its code; what is no known code stays as it is.

    Source: ISO 639-1, as far as the names are known here.
    """
    return ENGLISH_NAMES.get(language_code(code), code)


def language_name(written: str) -> str:
    """Return a language by its English name, where what is written is no name of one but known.

    'Spanish' and 'es' stay as they are, '01' and 'Spanish; Castilian' become 'Spanish'.

    Source: docs/import.md, languages.
    """
    number = plain(written)
    if number.isdigit():
        number = number.zfill(2)
        code = LANGUAGE_CODES.get(number, "")
        return ENGLISH_NAMES.get(code) or NUMBERED.get(number, written)
    code = language_code(written)
    is_plain = written.casefold() in LANGUAGE_CODES and len(written) != 2
    if code == written or is_plain or written.casefold() == code:
        return written
    return ENGLISH_NAMES.get(code, written)


FROM_THE_RIGHT = frozenset({"ar", "fa"})  # languages that are written from right to left


def side_of(language: str) -> str:
    """Return from which side a language is written, as pages name it. Source: Unicode, UAX 9."""
    return "rtl" if language in FROM_THE_RIGHT else "ltr"


# Every language that is known here, by the name that is shown of it.
LANGUAGES = tuple(sorted({*ENGLISH_NAMES.values(), *NUMBERED.values()}))


def is_language(written: str) -> bool:
    """Return whether it is known which language this is.

    Source: docs/import.md, languages.
    """
    names = {plain(name) for name in LANGUAGES}
    return plain(written) in names or language_code(written) in _CODES
