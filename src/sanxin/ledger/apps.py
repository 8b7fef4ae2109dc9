from django.apps import AppConfig


class LedgerConfig(AppConfig):
    name = "sanxin.ledger"
    label = "ledger"
