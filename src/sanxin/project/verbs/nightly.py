"""`sanxin nightly`: once a day, export the chain's heads and throw away what is only for a while.

`sanxin run` starts it by itself; beside another server, let cron do so.
"""

import sys
from argparse import ArgumentParser
from datetime import timedelta

KEPT_KEYS = timedelta(days=90)
"""How long a form's key is remembered: a phone may have been offline that long."""
KEPT_TASKS_DAYS = 30


def main(argv: list[str]) -> int:
    ArgumentParser(prog="sanxin nightly", description=__doc__).parse_args(argv)

    import django

    django.setup()
    from django.core.management import call_command

    from sanxin.kernel import audit, clock
    from sanxin.kernel.models import Submission

    heads = audit.export_head()
    old = Submission.objects.filter(at__lt=clock.now() - KEPT_KEYS).delete()[0]
    call_command("clearsessions", verbosity=0)
    call_command("prune_db_task_results", min_age_days=KEPT_TASKS_DAYS, verbosity=0)
    sys.stdout.write(f"链头 {heads} 条已导出，清掉过期的 {old} 条 / {heads} heads exported, {old} old keys dropped\n")
    return 0
