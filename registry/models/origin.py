"""What kind of registry this database holds."""

from django.db import models


class DemoMark(models.Model):
    """Its one row says that the records are invented.  The database refuses to take it away."""

    loaded_at = models.DateTimeField(auto_now_add=True)
    seed = models.IntegerField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="one_demo_mark")]

    def __str__(self):
        return f"demo, seed {self.seed}"

    def save(self, *args, **kwargs):
        self.pk = 1  # a sequence may have given other numbers away already
        super().save(*args, **kwargs)


def is_demo():
    """Whether the records of this database are invented.  One query."""
    return DemoMark.objects.exists()
