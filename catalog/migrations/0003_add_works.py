import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Count, F, Max, OuterRef, Subquery


def group_editions(apps, schema_editor):
    """A work for each key there is; records without an author get theirs with the next import."""
    Record, Work = apps.get_model("catalog", "Record"), apps.get_model("catalog", "Work")
    keyed = Record.objects.exclude(work_key="").order_by()
    first = keyed.values("work_key").annotate(pk=Max("pk")).values("pk")
    named = Record.objects.filter(pk__in=first).values_list("work_key", "title", "creators")
    Work.objects.bulk_create(
        (Work(key=key, title=title, author=author(creators)) for key, title, creators in named.iterator()),
        batch_size=500,
    )
    keyed.update(work=Subquery(Work.objects.filter(key=OuterRef("work_key")).values("pk")))
    same = Record.objects.filter(work=OuterRef("pk"))
    offered = same.filter(is_withdrawn=False).order_by().values("work")
    Work.objects.update(
        editions=models.functions.Coalesce(Subquery(offered.annotate(n=Count("pk")).values("n")), 0),
        record=Subquery(
            same.order_by("is_withdrawn", F("year").desc(nulls_last=True), "-pk").values("pk")[:1]
        ),
    )


def author(creators):
    return next((creator["name"] for creator in creators if creator.get("is_main")), "")


class Migration(migrations.Migration):

    dependencies = [
        ('catalog', '0002_lighter_indexes'),
    ]

    operations = [
        migrations.CreateModel(
            name='Work',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(editable=False, max_length=32, unique=True)),
                ('title', models.TextField(verbose_name='title')),
                ('author', models.TextField(blank=True, verbose_name='author')),
                ('editions', models.PositiveIntegerField(default=0, verbose_name='editions')),
                ('record', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='catalog.record', verbose_name='newest edition')),
            ],
            options={
                'verbose_name': 'work',
                'verbose_name_plural': 'works',
            },
        ),
        migrations.AddField(
            model_name='record',
            name='work',
            field=models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='records', to='catalog.work'),
        ),
        migrations.RunPython(group_editions, migrations.RunPython.noop),
    ]
