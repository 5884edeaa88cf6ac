"""manage.py import_redirects: the list another system left."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import Redirect
from articles.redirects import put_redirect
from tests.factories import SectionFactory, live_story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story():
    return live_story()


@pytest.fixture
def take_in(tmp_path):
    def run(text, *options):
        file = tmp_path / "old.csv"
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
        out, err = StringIO(), StringIO()
        try:
            call_command("import_redirects", str(file), *options, stdout=out, stderr=err)
        except CommandError as refused:
            return f"{err.getvalue()}{refused}"
        return err.getvalue() + out.getvalue()

    return run


def table():
    return dict(Redirect.objects.values_list("old_address", "new_address"))


@pytest.mark.parametrize("divider", [",", ";", "\t"])
@pytest.mark.parametrize("before", ["", "\ufeff", "old,new\n"])
def test_a_file_is_taken_in(take_in, story, divider, before, settings):
    settings.OWN_HOSTS = frozenset({"testserver"})
    path = f"/politics/{story.slug}-{story.pk}/"
    text = f"{before}/a.html,{path}\n\n/gone,\nhttps://testserver/?p=1,https://other.example/x\n".replace(",", divider)
    assert "3 old addresses lead on now" in take_in(text)
    assert table() == {"/a.html": path, "/gone": "", "/?p=1": "https://other.example/x"}
    assert "0 old addresses lead on now, 0 lead elsewhere, 3 were known" in take_in(text)


def test_an_older_encoding_is_read(take_in, story):
    take_in(f"/café,/politics/{story.slug}-{story.pk}/\n".encode("latin-1"))
    assert list(table()) == ["/caf%C3%A9"]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("/a", "one column"),
        ("https://other.example/a,/politics/", "on another site"),
        ("/a,javascript:x", "is no web address"),
        ("/a,/a/", "lead to itself"),
        ("/a,/nowhere/", "no page under /nowhere/"),
        ("/politics/,https://other.example/", "There is a page under /politics"),
        ("/good,https://other.example/", "stands in line 1 already"),
        ("/b,/c\n/c,/b", "lead back to itself"),
        ("/known,/politics/", "leads to https://other.example/ already"),
        ('/a,"x', "line 2"),
    ],
)
def test_one_wrong_line_keeps_the_whole_file_out_and_is_named(take_in, story, line, told):
    put_redirect("/known", "https://other.example/")
    report = take_in(f"/good,/politics/\n{line}\n")
    assert told in report
    assert "nothing was changed" in report
    assert list(table()) == ["/known"]
    take_in(f"/good,/politics/\n{line}\n", "--skip-bad")
    assert table()["/good"] == "/politics/"


def test_what_leads_elsewhere_is_changed_when_asked(take_in, story):
    put_redirect("/known", "https://other.example/")
    assert "1 lead elsewhere" in take_in("/known,/politics/\n", "--replace")
    assert table() == {"/known": "/politics/"}


def test_chains_in_the_file_and_in_the_table_are_shortened(take_in, story):
    put_redirect("/oldest", "/older/")
    take_in("/older,/old\n/old,/politics/\n")
    assert set(table().values()) == {"/politics/"}
    assert len(table()) == 3


def test_a_trial_changes_nothing(take_in, story):
    assert "1 old addresses would lead on" in take_in("/a,/politics/\n", "--dry-run")
    assert table() == {}


@pytest.mark.parametrize("text", ["", "\n\n", "old,new\n", b"\x00\x00"])
def test_an_empty_file_says_so(take_in, text):
    assert "There is no address" in take_in(text)


def test_a_file_that_is_not_there_says_so(tmp_path):
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("import_redirects", str(tmp_path / "none.csv"))


def test_thousands_cost_the_same_number_of_queries_by_batch(take_in, django_assert_max_num_queries):
    SectionFactory()
    rows = "".join(f"/old/{number},/politics/\n" for number in range(3000))
    with django_assert_max_num_queries(50):
        assert "3,000 old addresses lead on now" in take_in(rows)
