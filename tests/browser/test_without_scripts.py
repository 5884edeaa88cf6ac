"""The desk in a browser that runs no scripts: plainer, and nothing typed is lost."""

from playwright.sync_api import Browser, expect
from pytest_django.live_server_helper import LiveServer

from articles.models import Article
from tests.browser.desk import log_in, press
from tests.factories import ArticleFactory


def test_a_story_is_written_and_its_related_stories_are_taken_out_without_scripts(
    chromium: Browser, live_server: LiveServer
) -> None:
    story = ArticleFactory(headline="Pier opens to walkers", slug="pier", body="<p>One.</p>")
    for headline in ("Ferry is back", "Cranes stand idle"):
        story.related_links.create(target=ArticleFactory(headline=headline), position=story.related_links.count())
    context = chromium.new_context(base_url=live_server.url, java_script_enabled=False)
    context.set_default_timeout(10_000)
    page = context.new_page()
    log_in(page, "Editor")
    page.goto(f"/admin/articles/article/{story.pk}/change/")
    page.get_by_label("Body").fill("<p>Two.</p>")
    page.get_by_label("Search headline").fill("Pier")
    rows = page.locator("#related_links-data .form-group:visible")
    expect(rows).to_have_count(2)
    rows.filter(has_text="Ferry").get_by_title("Take out").click()
    assert "Saved: Pier opens to walkers." in press(page, "Save")
    saved = Article.objects.get(pk=story.pk)
    assert (saved.body, saved.seo_title) == ("<p>Two.</p>", "Pier")
    assert list(saved.related_links.values_list("target__headline", flat=True)) == ["Cranes stand idle"]
    context.close()
