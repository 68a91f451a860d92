"""What only the owner may do between measurements: empty tables and tidy up."""

import psycopg2

from psa import env


def as_owner(*statements: str) -> None:
    """Run statements outside a transaction as the owner of the database."""
    config = env.database("owner")
    connection = psycopg2.connect(
        dbname=config["NAME"],
        user=config["USER"],
        password=config.get("PASSWORD") or None,
        host=config.get("HOST") or config.get("OPTIONS", {}).get("host"),
        port=config.get("PORT") or None,
    )
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
    finally:
        connection.close()


def forget_judgements() -> None:
    """Empty what is derived, so that the next assessment is a first one."""
    as_owner(
        "ALTER TABLE attendance_standingchange DISABLE TRIGGER USER",
        "TRUNCATE attendance_dayoutcome, attendance_standing, attendance_standingchange,"
        " attendance_assessment",
        "ALTER TABLE attendance_standingchange ENABLE TRIGGER USER",
    )


def tidy(*tables: str) -> None:
    """Vacuum and analyze, as autovacuum would have by morning."""
    as_owner(*(f"VACUUM (ANALYZE) {table}" for table in tables))
