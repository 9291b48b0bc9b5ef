"""Which of a machine's addresses phones are told."""

from ipaddress import ip_address
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from cxworkshop.domain.people import Address
from cxworkshop.live.addresses import ranked, reachable

LAPTOP = {
    "lo": ["127.0.0.1", "::1"],
    "docker0": ["172.17.0.1"],
    "tailscale0": ["100.90.1.2"],
    "enp3s0": ["10.1.2.3", "fe80::1"],
    "wlan0": ["192.168.178.20", "2001:db8:1::20", "fd00::20"],
}


def _addresses(found, out=()):
    return [one.address for one in ranked(found, out, 8899)]


def test_the_network_by_which_the_machine_goes_out_comes_first():
    assert _addresses(LAPTOP, ["192.168.178.20"])[0] == "http://192.168.178.20:8899"


def test_made_up_interfaces_come_after_real_ones_and_the_machine_itself_last():
    assert [one.interface for one in ranked(LAPTOP, ["100.90.1.2"], 1)] == [
        "enp3s0",
        "wlan0",
        "wlan0",
        "wlan0",
        "tailscale0",
        "docker0",
        "lo",
    ]


def test_within_one_kind_ipv4_comes_first_since_it_is_shorter_to_type():
    assert _addresses({"wlan0": ["2001:db8:1::20", "192.168.178.20"]}) == [
        "http://192.168.178.20:8899",
        "http://[2001:db8:1::20]:8899",
    ]


def test_an_address_that_holds_on_one_link_only_is_no_use_with_ipv6_and_the_last_resort_with_ipv4():
    assert _addresses({"wlan0": ["fe80::1", "169.254.3.4"], "eth0": ["10.0.0.7"]}) == [
        "http://10.0.0.7:8899",
        "http://169.254.3.4:8899",
    ]


def test_without_a_network_there_is_the_machine_itself():
    assert _addresses({"lo": ["127.0.0.1", "::1"]}) == ["http://127.0.0.1:8899"]


def test_this_machine_has_addresses_that_a_room_can_be_opened_at():
    found = reachable(8899)

    assert found[-1].address == "http://127.0.0.1:8899"
    assert [TypeAdapter(Address).validate_python(one.address) for one in found]


@given(st.lists(st.ip_addresses(), max_size=6, unique=True))
def test_every_address_is_one_that_a_browser_reads_back(addresses):
    written = _addresses({"eth0": [str(one) for one in addresses]})

    assert {ip_address(urlsplit(one).hostname) for one in written} <= set(addresses)
    for one in written:
        TypeAdapter(Address).validate_python(one)
