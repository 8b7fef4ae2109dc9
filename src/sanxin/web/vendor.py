"""Front-end files of others, pinned in vendor.json by name, version, licence and sum.

`python -m sanxin.web.vendor --check` compares the sums; without it the files are fetched again through `npm pack`,
from whichever registry npm is set up for, and refused when a sum differs. `icons.svg` beside the folder is a choice of
Tabler icons, which is why only their licence is listed.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
PINS = HERE / "vendor.json"
FOLDER = HERE / "static" / "web" / "vendor"


@dataclass(frozen=True)
class Pin:
    """One file of one package."""

    package: str
    version: str
    source: str
    target: str
    sha256: str


class SumDiffersError(Exception):
    """A file is missing or is not the one that was pinned."""


def main(arguments: list[str]) -> int:
    pins = read_pins()
    if "--check" not in arguments:
        refresh(pins)
    wrong = differing(pins)
    for pin in wrong:
        sys.stderr.write(f"{pin.target}: not the file pinned as {pin.package} {pin.version}\n")
    return 1 if wrong else 0


def read_pins(path: Path = PINS) -> list[Pin]:
    return [
        Pin(package["name"], package["version"], one["from"], one["to"], one["sha256"])
        for package in json.loads(path.read_text(encoding="utf-8"))
        for one in package["files"]
    ]


def differing(pins: list[Pin], folder: Path = FOLDER) -> list[Pin]:
    return [pin for pin in pins if not (folder / pin.target).exists() or digest(folder / pin.target) != pin.sha256]


def refresh(pins: list[Pin], folder: Path = FOLDER) -> None:
    """Fetch each package once and take the pinned files out of it."""
    for package, version in sorted({(pin.package, pin.version) for pin in pins}):
        with tempfile.TemporaryDirectory() as place:
            archive = pack(package, version, Path(place))
            for pin in pins:
                if pin.package == package:
                    take(archive, pin, folder)


def pack(package: str, version: str, place: Path) -> Path:
    command = ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(place)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return next(place.glob("*.tgz"))


def take(archive: Path, pin: Pin, folder: Path) -> None:
    with tarfile.open(archive) as tar:
        member = tar.extractfile(f"package/{pin.source}")
        content = member.read() if member else b""
    if hashlib.sha256(content).hexdigest() != pin.sha256:
        raise SumDiffersError(f"{pin.package} {pin.version}: {pin.source}")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / pin.target).write_bytes(content)


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
