import re

import pytest

from cxworkshop.charts.qr import qr_svg

ADDRESS = "http://192.168.178.20:8899/join?code=ABC234"


def test_a_code_has_the_quiet_zone_that_the_standard_wants():
    svg = qr_svg(ADDRESS)
    size = int(re.search(r'viewBox="0 0 (\d+) \1"', svg)[1])
    modules = size - 8

    assert (modules - 17) % 4 == 0  # a QR code's own sizes: 21, 25, 29 …
    assert 'd="M4 4.5h7' in svg  # the first finder pattern begins four modules in


def test_a_code_is_black_on_white_whatever_it_lies_on():
    assert {'fill="#fff"', 'stroke="#000"'} <= set(re.findall(r'(?:fill|stroke)="#\w+"', qr_svg(ADDRESS)))


def test_a_code_grows_to_what_shows_it():
    assert not re.search(r"<svg[^>]* (width|height)=", qr_svg(ADDRESS))


def test_another_address_is_another_code():
    assert qr_svg(ADDRESS) != qr_svg(ADDRESS.replace("ABC234", "ABC235"))


def test_a_small_code_is_never_a_micro_code_that_phones_cannot_read():
    assert int(re.search(r'viewBox="0 0 (\d+)', qr_svg("a"))[1]) == 29


def test_too_much_text_is_refused():
    with pytest.raises(ValueError, match="too large"):
        qr_svg("a" * 3000)
