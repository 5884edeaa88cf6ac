"""Robots are told from browsers by their names; a browser that is taken for a robot is a reader who does not count."""

import pytest

from articles.readership.bots import asks_not_to_be_counted, is_bot, is_speculative

KHTML = "AppleWebKit/537.36 (KHTML, like Gecko)"
APPLE = "AppleWebKit/605.1.15 (KHTML, like Gecko)"
IPHONE = "iPhone; CPU iPhone OS 18_7 like Mac OS X"
BROWSERS = [
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KHTML} Chrome/142.0.0.0 Safari/537.36",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KHTML} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KHTML} Chrome/142.0.0.0 Safari/537.36 OPR/126.0.0.0",
    f"Mozilla/5.0 (Linux; Android 10; K) {KHTML} Chrome/142.0.0.0 Mobile Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 10; K) {KHTML} SamsungBrowser/29.0 Chrome/136.0.0.0 Mobile Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 9; CUBOT_X18_Plus) {KHTML} Chrome/142.0.0.0 Mobile Safari/537.36",
    f"Mozilla/5.0 (Linux; Android 11; CUBOT NOTE 20) {KHTML} Chrome/142.0.0.0 Mobile Safari/537.36",
    f"Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) {KHTML} Chrome/142.0.0.0 Safari/537.36",
    f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {KHTML} coc_coc_browser/140.0.0 Chrome/134.0.0.0 Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0",
    "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0",
    f"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) {APPLE} Version/26.0 Safari/605.1.15",
    f"Mozilla/5.0 ({IPHONE}) {APPLE} Version/26.0 Mobile/15E148 Safari/604.1",
    f"Mozilla/5.0 ({IPHONE}) {APPLE} Mobile/15E148 [FBAN/FBIOS;FBAV/535.0.0.47.103;FBBV/8050;FBDV/iPhone14,5]",
    f"Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) {KHTML} Chrome/142.0.0.0 Mobile Safari/537.36 [FB_IAB/FB4A;]",
    f"Mozilla/5.0 (Linux; Android 14; SM-S911B; wv) {KHTML} Chrome/142.0.0.0 Mobile Safari/537.36 GSA/16.44",
    f"Mozilla/5.0 ({IPHONE}) {APPLE} GSA/390.0 Mobile/15E148",
    "Mozilla/5.0 (Windows NT 6.1; WOW64; Trident/7.0; rv:11.0) like Gecko",
    "Opera/9.80 (Android; Opera Mini/80.0/191.303; U; en) Presto/2.12.423 Version/12.16",
]
ROBOTS = [
    "",
    "-",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
    f"Mozilla/5.0 (Linux; Android 6.0.1) {KHTML} Chrome/142.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1)",
    "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
    f"Mozilla/5.0 {KHTML}; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
    f"Mozilla/5.0 {KHTML}; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)",
    f"Mozilla/5.0 {KHTML}; compatible; PerplexityBot/1.0",
    "Mozilla/5.0 (compatible; AhrefsBot/7.0; +http://ahrefs.com/robot/)",
    f"Mozilla/5.0 (X11; Linux x86_64) {KHTML} HeadlessChrome/142.0.0.0 Safari/537.36",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Mozilla/5.0 (compatible; facebookexternalhit/1.1)",
    "WhatsApp/2.23.20.0",
    "curl/8.14.1",
    "python-requests/2.32.5",
    "Go-http-client/2.0",
    "Feedly/1.0 (+http://www.feedly.com/fetcher.html; like FeedFetcher-Google)",
    f"Mozilla/5.0 (Windows NT 10.0) {KHTML} Chrome/142.0.0.0 Safari/537.36 PingdomTMS/0.8.5",
    "Mozilla/5.0 (compatible; SomethingNobodyKnowsYet/0.1; +https://example.org/about)",
    "Mozilla/5.0 " + "x" * 600,
    "\x00\ud800",
]


@pytest.mark.parametrize("agent", BROWSERS)
def test_browsers_are_readers(agent):
    assert not is_bot(agent)


@pytest.mark.parametrize("agent", ROBOTS)
def test_robots_are_not(agent):
    assert is_bot(agent)


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Purpose": "prefetch"},
        {"Sec-Purpose": "prefetch;prerender"},
        {"Purpose": "prefetch"},
        {"X-Moz": "prefetch"},
        {"X-Purpose": "preview"},
    ],
)
def test_fetching_ahead_is_no_reading(headers):
    assert is_speculative(headers)


def test_ordinary_headers_are_no_fetching_ahead():
    assert not is_speculative({})
    assert not is_speculative({"Sec-Purpose": ""})


@pytest.mark.parametrize(
    ("headers", "asks"), [({}, False), ({"DNT": "0"}, False), ({"DNT": "1"}, True), ({"Sec-GPC": "1"}, True)]
)
def test_who_asks_not_to_be_counted_is_not(headers, asks):
    assert asks_not_to_be_counted(headers) is asks
