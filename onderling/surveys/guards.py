"""What the database itself refuses about a survey, whoever asks: triggers."""

from typing import Any

from django.db import connections

# Once opened, the breakdowns stand and it is never a draft again. Once answered, whether it is
# anonymous stands. Only the columns are named, so that the triggers outlive other migrations.
FROZEN = """
    (OLD.state <> 'draft' AND (NEW.state = 'draft' OR NEW.breakdowns <> OLD.breakdowns))
    OR (NEW.anonymous <> OLD.anonymous
        AND EXISTS (SELECT 1 FROM surveys_response WHERE survey_id = OLD.id))
"""
SAID = "a survey that was opened keeps its breakdowns, and one with answers its anonymity"
SQLITE = f"""
    CREATE TRIGGER IF NOT EXISTS survey_frozen BEFORE UPDATE ON surveys_survey
    WHEN {FROZEN} BEGIN SELECT RAISE(ABORT, '{SAID}'); END
"""
POSTGRESQL = f"""
    CREATE OR REPLACE FUNCTION survey_frozen() RETURNS trigger AS $$
    BEGIN
        IF {FROZEN} THEN
            RAISE EXCEPTION '{SAID}' USING ERRCODE = 'integrity_constraint_violation';
        END IF;
        RETURN NEW;
    END $$ LANGUAGE plpgsql;
    CREATE OR REPLACE TRIGGER survey_frozen BEFORE UPDATE ON surveys_survey
    FOR EACH ROW EXECUTE FUNCTION survey_frozen();
"""


def build(using: str = "default", **_rest: Any) -> None:
    """Put the triggers in place after every migration; harmless when they are there."""
    database = connections[using]
    tables = database.introspection.table_names()
    if not {"surveys_survey", "surveys_response"} <= set(tables):
        return  # a database that stands before the first migration of this room
    with database.cursor() as cursor:
        cursor.execute(SQLITE if database.vendor == "sqlite" else POSTGRESQL)
