"""Days people type into forms and addresses."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator

PLAUSIBLE = (MinValueValidator(date(1900, 1, 1)), MaxValueValidator(date(2199, 12, 31)))
"""Validators of a day. The year 1 or 9999 is a slip of the keyboard; turned into an instant it overflows."""
