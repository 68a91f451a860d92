"""The days around which the tests stand."""

from datetime import date

YEAR = 2026

TODAY = date(2026, 11, 18)  # a Wednesday in the middle of the fall

FIRST = date(2026, 8, 17)  # first day of instruction
