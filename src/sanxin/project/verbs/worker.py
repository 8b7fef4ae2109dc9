"""`sanxin worker`: does the long work a page asks for, and the daily chores; stops politely on SIGTERM."""


def main(argv: list[str]) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    from sanxin.kernel import chores

    chores.in_background()
    # Half a second between looks: short enough for a person who waits, cheap enough for a small machine.
    call_command("db_worker", *argv, interval=0.5, verbosity=0, reload=False)
    return 0
