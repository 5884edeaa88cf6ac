# Whether a story was ever published, beside the story: so that the desk counts what is ready and waits by an index.

from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef


def fill(apps, schema_editor):
    published = apps.get_model("articles", "PublishedArticle").objects.filter(article=OuterRef("pk"))
    apps.get_model("articles", "Article").objects.filter(Exists(published)).update(has_been_out=True)


class Migration(migrations.Migration):
    dependencies = (
        ("articles", "0015_live_blog"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    )
    operations = (
        migrations.AddField(
            model_name="article",
            name="has_been_out",
            field=models.BooleanField(default=False, editable=False),
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
        migrations.AddIndex(
            model_name="article",
            index=models.Index(
                condition=models.Q(("has_been_out", False), ("stage", "ready")),
                fields=["section", "-edited_at"],
                name="article_ready",
            ),
        ),
    )
