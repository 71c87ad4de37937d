"""Reasons to begin with; staff change them. And no right that nothing asks for."""

from django.db import migrations

REASONS = [
    (
        "不文明用语", "Rude words",
        "文中有不文明或伤人的说法。请换一种说法再交，我们很愿意发布。",
        "Some words here are rude or hurt somebody. Please say it in other words; we would be glad to publish it.",
    ),
    (
        "个人信息", "Personal data",
        "文中有电话、地址、微信号等个人信息。为了保护您和他人，请删去后再交。",
        "There is personal data in it, such as a telephone number or an address. Please leave it out, for your own and for others’ safety.",
    ),
    (
        "广告或链接", "Advertisement or link",
        "文中有广告或外部链接。请只谈书，删去后再交。",
        "There is advertising or a link in it. Please keep to the book and leave that out.",
    ),
    (
        "与本书无关", "Not about the book",
        "我们没有看出这些话与本书的关系。请谈谈这本书或您的阅读感受。",
        "We could not see what this has to do with the book. Please tell us about the book or about reading it.",
    ),
    (
        "剧透未标明", "Gives away the ending",
        "文中说出了结局。请勾选“剧透”后再交，读者可自行决定是否展开。",
        "It gives away the ending. Please tick that it does; readers then decide for themselves.",
    ),
    (
        "抄录他人文字", "Copied from others",
        "这些文字看来出自他人。请用自己的话写；引用时请注明出处。",
        "This seems to be somebody else’s text. Please use your own words, and name the source of what you quote.",
    ),
    (
        "内容太少或重复", "Too little or repeated",
        "内容太少或大段重复。请多写几句您的感受。",
        "There is too little in it, or the same again and again. Please tell us a little more.",
    ),
]  # fmt: skip


def add(apps, schema_editor):
    reasons = apps.get_model("moderation", "Reason")
    if reasons.objects.exists():
        return
    for position, (label, label_en, text, text_en) in enumerate(REASONS):
        reasons.objects.create(
            label=label, label_en=label_en, text=text, text_en=text_en, position=position
        )


class Migration(migrations.Migration):
    dependencies = [("moderation", "0001_contributions")]

    operations = [
        migrations.AlterModelOptions(
            name="contribution",
            options={
                "ordering": ["-submitted_at", "-pk"],
                "verbose_name": "contribution",
                "verbose_name_plural": "contributions",
            },
        ),
        migrations.RunPython(add, migrations.RunPython.noop),
    ]
