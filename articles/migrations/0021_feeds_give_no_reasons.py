"""Why a feed took a call back was kept as an English sentence. Readers are told in their language now."""

from django.db import migrations

ENDING = " does not call it any more."


def forget(apps, schema_editor):
    call, standing = apps.get_model("articles", "Call"), apps.get_model("articles", "Standing")
    call.objects.filter(step="withdrawn", note__endswith=ENDING).exclude(source="desk").update(note="")
    for each in standing.objects.exclude(withdrawn_calls=[]):
        for told in each.withdrawn_calls:
            if told["why"] == told["caller"] + ENDING:
                told["why"] = ""
        each.save(update_fields=["withdrawn_calls"])


class Migration(migrations.Migration):
    dependencies = [("articles", "0020_polls_and_shares_explained")]

    operations = [migrations.RunPython(forget, migrations.RunPython.noop, elidable=True)]
