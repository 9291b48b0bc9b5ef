"""How easily a text reads: Flesch's reading ease, with syllables counted by rule."""

import re

_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouycgsxz]es|[^aeiouydt]ed|[^laeiouy]e)$")
_SPLIT = re.compile(r"i(?:a|en|o(?!u)|u)|eo|ua|[^gq]u[oe](?=.)|ying")
_JOINED = re.compile(r"[ctsxg]i(?:a|en|o|u)|[aeiou]que")


def syllables(word: str) -> int:
    """Return about how many syllables an English word in small letters has, at least 1.

    Groups of vowels are counted, less a silent ending, plus vowels that are spoken apart.
    """
    apart = len(_SPLIT.findall(word)) - len(_JOINED.findall(word))
    silent = bool(_SILENT.search(word))
    return max(1, len(_VOWELS.findall(word)) - silent + max(apart, 0))


def reading_ease(words: list[str], sentences: int) -> float:
    """Return Flesch's reading ease: 100 is very easy, 60 plain English, under 30 very difficult.

    Parameters
    ----------
    words
        The text's words in small letters; at least one.
    sentences
        How many sentences they stand in; at least one.

    References
    ----------
    R. Flesch (1948), A new readability yardstick, Journal of Applied Psychology 32(3).
    """
    spoken = sum(map(syllables, words))
    return 206.835 - 1.015 * len(words) / sentences - 84.6 * spoken / len(words)
