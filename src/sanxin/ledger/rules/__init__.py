"""What holds in a ledger, on plain values: no Django models here."""
