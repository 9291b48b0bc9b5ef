"""Where phones reach this machine: its own addresses, best first."""

import re
import socket
from collections.abc import Iterable, Mapping
from contextlib import suppress
from ipaddress import IPv4Address, IPv6Address, ip_address
from typing import NamedTuple

_MADE_UP = re.compile(
    r"^(docker|br-|veth|virbr|vmnet|vboxnet|vethernet|podman|cni|flannel|kube|lxc|lxd|zt|tailscale|utun|tun|tap|wg"
    r"|ppp|awdl|llw|bridge|anpi|ap\d)|virtual|vmware|hyper-v|wsl|loopback",
    re.IGNORECASE,
)
"""Interfaces that a program has made: phones in the room aren't on them."""

_ELSEWHERE = (("192.0.2.1", socket.AF_INET), ("2001:db8::1", socket.AF_INET6))
"""Addresses kept for examples: the way to them is the way out of this machine."""


class Reachable(NamedTuple):
    """Where phones reach the room (``http://192.168.1.20:8899``), and by which interface of this machine."""

    address: str
    interface: str


def reachable(port: int) -> tuple[Reachable, ...]:
    """Return where a server that listens everywhere at ``port`` is reached, best first.

    First the addresses by which this machine goes out, then other networks', then those of interfaces that
    programs have made; within each IPv4 before IPv6. Last this machine's own (127.0.0.1), which phones can't
    use: it alone is there without any network.
    """
    return ranked(_found(), _ways_out(), port)


def ranked(found: Mapping[str, Iterable[str]], out: Iterable[str], port: int) -> tuple[Reachable, ...]:
    """Return addresses as :func:`reachable` does.

    Parameters
    ----------
    found
        The addresses of each interface that is up, as the system writes them.
    out
        Those by which this machine goes out.
    port
        The server's port.
    """
    ways = {ip_address(one) for one in out}
    usable = [
        (_rank(address, interface, is_way_out=address in ways), place, address, interface)
        for place, (interface, told) in enumerate(found.items())
        for address in map(ip_address, told)
        if _can_be_typed(address)
    ]
    best = sorted(usable, key=lambda one: (one[0], one[1]))
    return tuple(Reachable(_written(address, port), interface) for _, _, address, interface in best)


def _can_be_typed(address: IPv4Address | IPv6Address) -> bool:
    """Tell whether a phone gets there: an IPv6 address of one link needs the phone's own name of it."""
    if isinstance(address, IPv6Address):
        return not (address.is_link_local or address.is_loopback)
    return not address.is_loopback or str(address) == "127.0.0.1"


def _rank(address: IPv4Address | IPv6Address, interface: str, *, is_way_out: bool) -> tuple[bool, ...]:
    return (
        address.is_loopback,
        bool(_MADE_UP.search(interface)),
        not is_way_out,
        address.is_link_local,
        address.version != 4,  # noqa: PLR2004 - IPv4
    )


def _written(address: IPv4Address | IPv6Address, port: int) -> str:
    return f"http://[{address}]:{port}" if address.version == 6 else f"http://{address}:{port}"  # noqa: PLR2004


def _found() -> dict[str, list[str]]:
    import psutil  # noqa: PLC0415 - only who opens a room needs it

    up = {name for name, told in psutil.net_if_stats().items() if told.isup}
    return {
        name: [
            one.address.partition("%")[0] for one in told if one.family in {socket.AF_INET, socket.AF_INET6}
        ]
        for name, told in psutil.net_if_addrs().items()
        if name in up
    }


def _ways_out() -> list[str]:
    ways = []
    for address, family in _ELSEWHERE:
        with (
            suppress(OSError),
            socket.socket(family, socket.SOCK_DGRAM) as asking,
        ):  # no network, or none of it
            asking.connect((address, 9))  # sends nothing: only the way is chosen
            ways.append(asking.getsockname()[0].partition("%")[0])
    return ways
