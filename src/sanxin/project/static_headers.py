"""Headers of static files, which are answered before the middleware that gives every other answer its own."""

from collections.abc import MutableMapping

OWN = {
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "base-uri 'none'; object-src 'none'; form-action 'none'; frame-ancestors 'none'",
}


def add_headers(headers: MutableMapping[str, str], _path: str, _url: str) -> None:
    """Nobody else's page may frame a drawing or a script of ours."""
    for name, value in OWN.items():
        headers[name] = value
