"""When a person asked for a new password: the pause holds for all processes of the server."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_letters_on_their_way")]
    operations = [
        migrations.AddField(
            model_name="user",
            name="asked_at",
            field=models.DateTimeField(
                blank=True,
                editable=False,
                null=True,
                verbose_name="asked for a new password at",
            ),
        ),
    ]
