"""`sanxin worker`: does the long work (imports, grouping) that a page only asks for; stops politely on SIGTERM."""


def main(argv: list[str]) -> int:
    import django

    django.setup()
    from django.core.management import call_command

    # Half a second between looks: short enough for a person who waits, cheap enough for a small machine.
    call_command("db_worker", *argv, interval=0.5, verbosity=0, reload=False)
    return 0
