"""Why a source does not answer, in words. The codes are those that feeds/ gives."""

from views.i18n import Words

_KEYS = {
    "silent-missing": ("http-404", "http-410", "gone", "dns"),
    "silent-refused": ("http-401", "http-402", "http-403", "http-451", "robots"),
    "silent-busy": ("http-429", "http-503"),
    "silent-slow": ("timeout",),
    "silent-unreachable": ("connect", "tls", "protocol", "redirects"),
    "silent-unreadable": ("empty", "broken", "not-a-feed", "no-items", "no-links", "no-posts",
                          "no-rules", "no-feed", "no-text", "encoding", "not-opml"),
    "silent-heavy": ("too-large", "too-costly", "too-deep", "too-many-elements", "too-many-attributes",
                     "too-many", "entities"),
    "silent-channel": ("no-channel", "other-channel"),
    "silent-address": ("bad-url", "bad-scheme", "bad-port", "refused-address", "no-address"),
}  # fmt: skip
_KEY_OF = {code: key for key, codes in _KEYS.items() for code in codes}


def why_silent(code: str, words: Words) -> str:
    """A few words that stand after the source's name, for any code."""
    server = "silent-server" if code.startswith("http-5") else "silent-other"
    return words(_KEY_OF.get(code, server))
