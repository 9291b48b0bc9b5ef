"""Five of the product's pages opened at the same time in Chromium, each with a kernel of its own."""

import asyncio
import sys
from threading import Event
from time import perf_counter
from urllib.parse import urlsplit

from playwright.async_api import BrowserContext, async_playwright
from programs import find

PAGES = (
    "01_health_check",
    "02_mission_and_success",
    "03_profitable_segments",
    "04_hallmark_touchpoints",
    "05_value_drivers",
)
PATIENCE = 120_000


def open_again_and_again(url: str, stop: Event, opened: list[float]) -> None:
    """Open the pages, close them and open them anew until told to stop; add the seconds that each took."""
    program = find("chromium")
    if program is None:
        sys.exit("There is no Chromium on this machine.")
    asyncio.run(_work(program, url, stop, opened))


async def _work(program: str, url: str, stop: Event, opened: list[float]) -> None:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        while not stop.is_set():
            context = await browser.new_context()
            context.set_default_timeout(PATIENCE)
            home = await context.new_page()
            await home.goto(url)  # brings the token's cookie
            opened += await asyncio.gather(*(_open(context, url, name) for name in PAGES))
            await context.close()
        await browser.close()


async def _open(context: BrowserContext, url: str, name: str) -> float:
    page, began = await context.new_page(), perf_counter()
    await page.goto(f"http://{urlsplit(url).netloc}/voila/render/{name}.ipynb")
    await page.locator(".jupyter-widgets").first.wait_for()
    return perf_counter() - began
