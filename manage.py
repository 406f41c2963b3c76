#!/usr/bin/env python
"""Runs Django's commands, on the embedded PostgreSQL when no DATABASE_URL is given."""

import os
import sys

from django.core.management import execute_from_command_line

from sodertorn.embedded_postgres import database_for_this_process


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sodertorn.settings")
    with database_for_this_process():
        execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
