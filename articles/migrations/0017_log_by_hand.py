# Two more kinds of lines in the log of results: that a contest is counted by hand, and that feeds are shown again.

from django.db import migrations, models

WHAT = (
    ("loaded", "counts loaded"),
    ("refused", "feed refused"),
    ("test refused", "test data refused"),
    ("held", "count held back"),
    ("released", "count let through"),
    ("corrected", "total corrected down"),
    ("lead", "lead changed"),
    ("entered", "count entered by hand"),
    ("by hand", "counted by hand from now on"),
    ("by feed", "feeds are shown again"),
    ("proposed", "call proposed"),
    ("dismissed", "proposal dismissed"),
    ("called", "called"),
    ("withdrawn", "call withdrawn"),
    ("disputed", "feed and desk call it differently"),
)


class Migration(migrations.Migration):
    dependencies = (("articles", "0016_has_been_out"),)
    operations = (
        migrations.AlterField(
            model_name="resultsline", name="what", field=models.CharField(choices=WHAT, max_length=12)
        ),
    )
