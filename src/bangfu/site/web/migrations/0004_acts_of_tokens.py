"""Two more kinds of acts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    """Words alone; the column is as it was."""

    dependencies = [("web", "0003_protection")]
    operations = [
        migrations.AlterField(
            model_name="act",
            name="kind",
            field=models.CharField(
                choices=[
                    ("sign_in", "Sign In"),
                    ("sign_in_failed", "Sign In Failed"),
                    ("sign_out", "Sign Out"),
                    ("export", "Export"),
                    ("lock_released", "Lock Released"),
                    ("second_factor_reset", "Second Factor Reset"),
                    ("sessions_ended", "Sessions Ended"),
                    ("token_made", "Token Made"),
                    ("token_ended", "Token Ended"),
                ],
                max_length=32,
            ),
        ),
    ]
