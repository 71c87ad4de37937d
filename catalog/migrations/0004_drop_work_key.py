from django.db import migrations


class Migration(migrations.Migration):
    """Apart from 0003: PostgreSQL alters no table whose rows have just been written."""

    dependencies = [
        ('catalog', '0003_add_works'),
    ]

    operations = [
        migrations.RemoveIndex(model_name='record', name='record_by_work'),
        migrations.RemoveField(model_name='record', name='work_key'),
    ]
