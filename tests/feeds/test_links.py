"""One address per article."""

from urllib.parse import urljoin

from hypothesis import given
from hypothesis import strategies as st

from feeds.links import canonical, is_plain

PLAIN = st.from_regex(
    r"https?://([a-z0-9]{1,4}(-[a-z0-9]{1,4})?\.){1,3}[a-z]{2,6}/[A-Za-z0-9/_.~-]{0,20}", fullmatch=True
)


@given(PLAIN, st.sampled_from(["https://o.example/a/b", "http://o.example", ""]))
def test_a_plain_address_is_what_the_long_way_makes_of_it(url: str, base: str) -> None:
    assert is_plain(url)
    assert canonical(url) == url
    assert canonical(f"{url}?utm_source=rss") == url  # not plain: taken apart and put together
    assert urljoin(base, url) == url


def test_what_needs_mending_is_not_plain() -> None:
    for url in (
        "HTTP://o.example/", "https://O.example/", "https://o.example", "https://o.example:443/",
        "https://o.example/?a", "https://o.example/#a", "https://o.example/a b", "https://o.example./",
        "https://a@o.example/", "//o.example/", "/a", "https://127.0.0.1/", "https://o.example/\n", "",
    ):  # fmt: skip
        assert not is_plain(url), url
