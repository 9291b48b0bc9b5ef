"""Where the programs are that some tests drive; as a script, the Debian packages missing."""

import shutil
from pathlib import Path

PROGRAMS = {
    "chromium": (
        "chromium",
        "chromium-browser",
        "google-chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ),
    "libreoffice-impress": ("soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    "poppler-utils": ("pdfinfo",),
    "postgresql": ("/usr/lib/postgresql/*/bin/initdb", "initdb", "/opt/homebrew/opt/postgresql*/bin/initdb"),
    "openjdk-17-jre-headless": ("java",),
}


def find(package: str) -> str | None:
    """Return the path of the program that a Debian package brings, or None where it isn't installed."""
    for name in PROGRAMS[package]:
        if found := shutil.which(name):
            return found
        if places := sorted(Path("/").glob(name.removeprefix("/"))):
            return str(places[-1])
    return None


if __name__ == "__main__":
    print(*(package for package in PROGRAMS if find(package) is None))  # noqa: T201 - the script's answer
