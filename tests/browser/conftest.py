"""A Playwright page on the Chromium this machine has; Playwright's own download is not used.

A test here asks for `page` (its addresses are relative to the live server), for `reader` when somebody who is not
logged in looks on, and, to hold a page to no script errors and no refused content, for `page_errors`. Every test in
this folder carries the mark `browser`.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = (
    "There is no Chromium on this machine, so nothing was tested in a browser. "
    "On Debian or Ubuntu: sudo apt-get install chromium"
)
# Quiet and the same everywhere: no first-run page, no calls to its maker, and root (containers, CI) may run it.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# Chromium heeds only the last list of features, so Playwright's own is repeated.
WITHOUT = [
    *("AimEnabled", "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync"),
    *("DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable", "HttpsUpgrades", "LensOverlay"),
    *("MediaRouter", "NetworkTimeServiceQuerying", "OptimizationHints", "PaintHolding", "PreconnectToSearch"),
    "ThirdPartyStoragePartitioning",
    # The suggestions under the address bar are two web pages made anew for every tab, though nobody sees the bar: half
    # of what a tab costs.
    *("WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxPopup"),
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what is in this folder (the hook is handed every test of the run)."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run; each test gets a fresh, empty profile in it."""
    executable = next(filter(None, map(shutil.which, NAMES)), None)
    if executable is None:
        # A CI machine is set up for the whole suite; there a silent gap would be a lie.
        (pytest.fail if os.environ.get("CI") else pytest.skip)(MISSING)
    # Playwright's synchronous calls run an event loop in this thread, in which Django would refuse to use the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        without = f"--disable-features={','.join(WITHOUT)}"
        browser = playwright.chromium.launch(executable_path=executable, headless=True, args=[*ARGUMENTS, without])
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """An empty tab, 1440 px wide, whose relative addresses lead to this test's newsroom."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 1440, "height": 900})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def reader(chromium: Browser, live_server: LiveServer) -> Iterator[Page]:
    """Another person's tab on the same newsroom, on a phone."""
    context = chromium.new_context(base_url=live_server.url, viewport={"width": 390, "height": 844}, is_mobile=True)
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.fixture
def page_errors(page: Page) -> list[str]:
    """Everything the browser complains about while the test runs: script errors, refused content, missing files."""
    return errors_of(page)


def errors_of(page: Page) -> list[str]:
    """A list that fills with what the browser complains about from now on."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda message: errors.append(_with_address(message)) if message.type == "error" else None)
    return errors


def _with_address(message: ConsoleMessage) -> str:
    return f"{message.text} ({message.location['url']})"
