"""What our Dutch may not do: long sentences, office words, straight quotes."""

import re

MOST_WORDS = 25
OFFICE_WORDS = {
    "betreffende": "over",
    "middels": "met of door",
    "dient te": "moet",
    "dienen te": "moeten",
    "indien": "als",
    "uiterlijk": "tot en met",
    "klik hier": "wat er dan gebeurt",
    "professional": "beroepskracht",
    "professionals": "beroepskrachten",
}
QUOTED = re.compile(r"[‘“„][^’”]*(?:[’”](?=\w)[^’”]*)*[’”]")  # ’ inside a word is an apostrophe
END_OF_SENTENCE = re.compile(r"(?<=[.!?…:;])\s+")


def dutch_faults(text: str) -> list[str]:
    """List what a plain reader would trip over in one block of text of our own."""
    text = " ".join(text.split())
    faults = [
        f"{word!r} in {text[:60]!r}: write {better}"
        for word, better in OFFICE_WORDS.items()
        if re.search(rf"\b{word}\b", text, re.IGNORECASE)
    ]
    if '"' in text:
        faults.append(f"straight quotes in {text[:60]!r}")
    for sentence in END_OF_SENTENCE.split(QUOTED.sub("", text)):
        words = [word for word in sentence.split() if re.search(r"\w", word)]
        if len(words) > MOST_WORDS:
            faults.append(f"{len(words)} words in one sentence: {sentence[:60]!r}")
    return faults
