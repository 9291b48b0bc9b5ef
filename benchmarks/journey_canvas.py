"""Moving a touchpoint of 60 on the journey canvas, from the key to the painted picture, in Chromium.

Run: python benchmarks/journey_canvas.py [--moves 20]
A page with the canvas is served as users get it. The page itself measures each move: from the key's event to
the second animation frame after it (`cx-map-move`), when the picture has been painted. Two empty frames,
measured in the same run, are the least that such a measure can give.
"""

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median
from subprocess import PIPE, Popen

from playwright.sync_api import Page, sync_playwright

TESTS = Path(__file__).parent.parent / "tests"
sys.path.insert(0, str(TESTS))

from journey_canvas_page import notebook  # noqa: E402 - lies with the tests that drive the same page
from programs import find  # noqa: E402

from cxworkshop.domain.events import WorkshopCreated  # noqa: E402
from cxworkshop.live.store import create  # noqa: E402

WITHIN = 100
SERVE = """
import sys
from pathlib import Path
from cxworkshop.apps.serve import serve
workshop, notebooks = map(Path, sys.argv[1:])
serve(workshop, port=0, open_browser=False, preheat=False, notebooks=notebooks,
      on_ready=lambda url: print(url, flush=True))
"""
FRAMES = """new Promise((done) => {
  const start = performance.now();
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
})"""
MOVES = "performance.getEntriesByName('cx-map-move').map((entry) => entry.duration)"


def measure(page: Page, moves: int) -> tuple[list[float], list[float]]:
    """Return what moves and what empty frames take, in milliseconds; the first move warms up."""
    page.get_by_role("button", name="Put up sixty").click()
    page.get_by_role("grid", name="Map 2").wait_for()
    page.locator(".cxm-card", has_text="Touchpoint 2").first.focus()
    empty = []
    for _ in range(moves + 1):
        page.keyboard.press("Alt+Shift+ArrowRight")
        page.wait_for_timeout(300)  # the kernel answers and the picture rests, as when people move things
        empty.append(page.evaluate(FRAMES))
    return page.evaluate(MOVES)[1:], empty[1:]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--moves", type=int, default=20)
    options = parser.parse_args()
    program = find("chromium")
    if program is None:
        sys.exit("There is no Chromium on this machine.")
    with tempfile.TemporaryDirectory() as folder:
        workshop = Path(folder, "acme.cxw")
        create(workshop, [WorkshopCreated(name="Acme")]).close()
        path = notebook(Path(folder, "notebooks"))
        server = Popen([sys.executable, "-c", SERVE, workshop, path.parent], stdout=PIPE, text=True)
        try:
            url = server.stdout.readline().strip()
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
                page = browser.new_page(viewport={"width": 1280, "height": 800})
                page.goto(url)
                page.goto(f"{url.partition('/?')[0]}/voila/render/{path.name}")
                taken, empty = measure(page, options.moves)
                version = browser.version
                browser.close()
        finally:
            server.terminate()
            server.wait(30)

    print(f"Chromium {version}, 60 touchpoints, {len(taken)} moves by keyboard")
    print(f"a move             {median(taken):6.1f} ms (worst {max(taken):.1f} ms)")
    print(f"two empty frames   {median(empty):6.1f} ms (worst {max(empty):.1f} ms)")
    if median(taken) >= WITHIN:
        sys.exit(f"A move takes {WITHIN} ms or more.")


if __name__ == "__main__":
    main()
