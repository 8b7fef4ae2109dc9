"""What was said on the page before `service` had rows for it is copied there, so that the figures count it."""

from django.db import migrations


def copy(apps, schema_editor):
    Answered = apps.get_model("public", "PublicAnswer")
    Reply = apps.get_model("service", "Reply")
    Satisfaction = apps.get_model("service", "Satisfaction")
    scored = set(Satisfaction.objects.values_list("voice_id", flat=True))
    for row in Answered.objects.select_related("receipt").order_by("at", "pk").iterator():
        voice = row.receipt.voice_id
        reply = Reply.objects.filter(voice=voice, strike_off=row.strike_off_id).first()
        if reply is None:
            continue
        if reply.solved == "not_asked":
            Reply.objects.filter(pk=reply.pk).update(solved=row.solved)
        if row.satisfaction is not None and voice not in scored:
            scored.add(voice)
            Satisfaction.objects.create(voice_id=voice, reply=reply, score=row.satisfaction, by=None, at=row.at)


class Migration(migrations.Migration):
    dependencies = [("public", "0002_bulletins"), ("service", "0009_one_truth_of_consent")]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop, elidable=False)]
