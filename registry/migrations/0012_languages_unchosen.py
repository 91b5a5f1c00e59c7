"""An account may have chosen no language yet: it goes on in the one that it comes from."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("registry", "0011_indexes_of_long_lists")]
    operations = [
        migrations.AlterField(
            model_name="user",
            name="language",
            field=models.CharField(
                blank=True,
                choices=[("kk", "Қазақша"), ("ru", "Русский"), ("en", "English")],
                max_length=2,
                verbose_name="language",
            ),
        ),
    ]
