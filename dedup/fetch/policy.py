"""What may be asked for: which schemes, ports, hosts and addresses.

A feed, a redirect or a link in an article is a stranger's word. Followed blindly it
reaches what only this machine can reach: a router, a database, a cloud's metadata
service. So a name is resolved once, each address it has is judged, and the
connection goes to a judged address and no other: a name that answers differently
the second time (DNS rebinding) gains nothing. Hosts that a person allows by name are
exempt. No proxy is used, whatever the environment says: a proxy would resolve names
by itself.

Source of the ranges: the IANA special-purpose registries, through ``ipaddress``; the
rest is named below.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from concurrent.futures import CancelledError
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

from dedup.fetch.model import FetchError
from dedup.fetch.names import Resolver

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = {"http": 80, "https": 443}
# Browsers stop at about 2,000 to 8,000; what is longer is not an address.
_LONGEST_URL = 8000
_SHOWN = 200
_USER = re.compile(r"^([^/?#]*//)[^/?#]*@")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]{0,251}[a-z0-9_])?")
# Kept as they are in a path or query (RFC 3986 section 3.3, and "%" of what is escaped already).
_PATH_SAFE = "/%:@!$&'()*+,;=~"
_QUERY_SAFE = _PATH_SAFE + "?[]|"
# Reachable only from inside, though ``is_global`` is true of them in some versions of Python:
# Azure's metadata and wire server, IETF protocol assignments (Oracle's metadata), the 6to4 relay
# anycast, 6to4 and Teredo (both hold an IPv4 address that nobody has judged), NAT64 for local use.
_INSIDE = tuple(
    ipaddress.ip_network(each)
    for each in (
        "168.63.129.16/32",
        "192.0.0.0/24",
        "192.88.99.0/24",
        "2002::/16",
        "2001::/32",
        "64:ff9b:1::/48",
    )
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Target:
    """One address to ask: ``url`` in normal form, and its parts."""

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """Scheme, host and port: what one robots.txt speaks for."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        mark = "" if self.port == PORTS[self.scheme] else f":{self.port}"
        return f"{self.scheme}://{host}{mark}"


class Policy:
    """Judges addresses before anything is sent.

    Args:
        allowed: Hosts a person vouches for, each a name or an address, alone (any port)
            or as ``host:port``.
    """

    def __init__(self, allowed: Iterable[str] = ()) -> None:
        self._allowed = frozenset(_host_and_port(each) for each in allowed)
        self._resolver = Resolver()

    def close(self) -> None:
        """Break off what is being resolved; every later ``addresses`` fails at once."""
        self._resolver.close()

    def target(self, url: str, *, after: Target | None = None) -> Target:
        """Return an address in normal form.

        A fragment, a user name and a password are dropped and never sent.

        Args:
            url: Absolute.
            after: The address that redirects to it, if one does.

        Raises:
            FetchError: It is not an address that may be asked.
        """
        named = _shown(url)
        target = _parsed(url, named)
        if after is not None and (after.scheme, target.scheme) == ("https", "http"):
            raise FetchError(named, "refused: from https to http")
        if target.port not in PORTS.values() and not self.is_allowed(target):
            raise FetchError(
                named,
                f"refused: port {target.port} is neither 80 nor 443; allow it with"
                f" --allow-host {target.host}:{target.port}",
            )
        return target

    def is_allowed(self, target: Target) -> bool:
        """Return whether a person vouched for the host."""
        return bool(self._allowed & {(target.host, None), (target.host, target.port)})

    def addresses(self, target: Target, seconds: float) -> list[str]:
        """Resolve a host and return those of its addresses that may be connected to.

        Args:
            target: Whose host.
            seconds: Longest wait for the system to resolve it.

        Raises:
            FetchError: It has none, or none came in time.
        """
        try:
            addresses = self._resolver.addresses(target.host, target.port, seconds)
        except CancelledError as error:
            raise FetchError(target.url, "stopped") from error
        except TimeoutError as error:
            raise FetchError(target.url, f"time-out: {error}") from error
        except (OSError, UnicodeError) as error:
            raise FetchError(target.url, f"no such host: {target.host}") from error
        if self.is_allowed(target):
            return addresses
        public = [each for each in addresses if is_public(each)]
        if not public:
            found_at = "" if addresses[:1] == [target.host] else f" ({', '.join(addresses[:2])})"
            raise FetchError(
                target.url,
                f"refused: {target.host}{found_at} is not a public address; allow it with"
                f" --allow-host {target.host}",
            )
        return public


def is_public(address: str) -> bool:
    """Return whether an address belongs to the public Internet.

    Private, loopback, link-local (cloud metadata), shared (CGNAT), multicast, reserved and
    unspecified addresses do not, nor does what wraps one of them in IPv6.
    """
    try:
        found: Address = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(found, ipaddress.IPv6Address):
        if found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        elif found in _NAT64:
            found = ipaddress.IPv4Address(int(found) & 0xFFFFFFFF)
    outside = found.is_multicast or found.is_reserved or found.is_unspecified
    if outside or (isinstance(found, ipaddress.IPv6Address) and found.is_site_local):
        return False
    return found.is_global and not any(found in each for each in _INSIDE)


def without_user(url: str) -> str:
    """Return an address without the user name and password it may hold."""
    return _USER.sub(r"\1", url)


def _parsed(url: str, named: str) -> Target:
    if len(url) > _LONGEST_URL:
        raise FetchError(named, f"refused: more than {_LONGEST_URL:,} characters")
    try:
        parts = urlsplit(url.strip())
        port, name = parts.port, parts.hostname
    except ValueError as error:
        raise FetchError(named, f"not an address ({error})") from error
    scheme = parts.scheme.lower()
    if scheme not in PORTS:
        raise FetchError(named, f"refused: {scheme or 'no scheme'}; only http and https are asked")
    host = _host(name or "")
    if not host:
        raise FetchError(named, "not an address (no host)")
    path = quote(parts.path or "/", safe=_PATH_SAFE)
    path = path if path.startswith("/") else f"/{path}"
    if parts.query:
        path += f"?{quote(parts.query, safe=_QUERY_SAFE)}"
    target = Target("", scheme, host, port or PORTS[scheme], path)
    return Target(target.origin + path, scheme, host, target.port, path)


def _shown(url: str) -> str:
    """Return an address as messages show it: no password in it, and not for pages."""
    plain = without_user(" ".join(url.split()))
    return plain if len(plain) <= _SHOWN else f"{plain[:_SHOWN]}…"


def _host(name: str) -> str:
    """Return a host in ASCII and lower case, without a trailing dot; "" if it is none."""
    try:
        name = str(ipaddress.ip_address(name))
    except ValueError:
        try:
            name = name if name.isascii() else name.encode("idna").decode("ascii")
        except UnicodeError:
            return ""
        name = name.lower().rstrip(".")
        return name if _HOST.fullmatch(name) else ""
    return name


def _host_and_port(given: str) -> tuple[str, int | None]:
    """Split ``host``, ``host:port``, ``[address]:port`` or a bare IPv6 address."""
    bare = _host(given.strip().strip("[]"))
    if bare:
        return bare, None
    try:
        parts = urlsplit(f"//{given.strip()}")
        return _host(parts.hostname or ""), parts.port
    except ValueError:
        return "", None
