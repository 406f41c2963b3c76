"""Triggers that ask more than one table."""

from collections.abc import Iterable

import pgtrigger

from calendar_app.states import WAS_CALLED


def sql_list(values: Iterable[str]) -> str:
    return f"({', '.join(repr(str(value)) for value in values)})"


# What calendars were told gives way to a higher number only (RFC 5545, SEQUENCE).
COUNTS_CHANGES = pgtrigger.Trigger(
    name="counts_changes",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    func="""
        NEW.sequence := GREATEST(OLD.sequence, NEW.sequence);
        NEW.uid := OLD.uid;
        IF OLD.announced_at IS NOT NULL AND (
            OLD.body_id, OLD.kind_id, OLD.title, OLD.precision, OLD.starts_on, OLD.ends_on,
            OLD.starts_at, OLD.ends_at, OLD.venue, OLD.state
        ) IS DISTINCT FROM (
            NEW.body_id, NEW.kind_id, NEW.title, NEW.precision, NEW.starts_on, NEW.ends_on,
            NEW.starts_at, NEW.ends_at, NEW.venue, NEW.state
        ) THEN
            NEW.sequence := OLD.sequence + 1;
        END IF;
        RETURN NEW;
    """,
)

# The § of minutes run through a body's year.
MINUTES_KEEP_BODY_AND_YEAR = pgtrigger.Trigger(
    name="minutes_keep_body_and_year",
    when=pgtrigger.Before,
    operation=pgtrigger.UpdateOf("body_id", "starts_on"),
    func="""
        IF (OLD.body_id, EXTRACT(YEAR FROM OLD.starts_on)) <> (NEW.body_id, EXTRACT(YEAR FROM NEW.starts_on))
            AND EXISTS (SELECT 1 FROM calendar_app_minutes WHERE meeting_id = NEW.id) THEN
            RAISE EXCEPTION 'minutes_keep_body_and_year: meeting % has minutes', NEW.id;
        END IF;
        RETURN NEW;
    """,
)

HOST_COUNTS_AS_A_CHANGE = pgtrigger.Trigger(
    name="host_counts_as_a_change",
    when=pgtrigger.After,
    operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
    func="""
        UPDATE calendar_app_meeting SET sequence = sequence + 1
        WHERE id IN (NEW.meeting_id, OLD.meeting_id) AND announced_at IS NOT NULL;
        RETURN NULL;
    """,
)

# Published items are ordered until the kallelse is sent; from then on a number is a name.
NUMBER_STAYS = pgtrigger.Trigger(
    name="number_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__number__isnull=False),
    func=f"""
        IF (OLD.meeting_id, OLD.announced_at, OLD.is_late) IS DISTINCT FROM
            (NEW.meeting_id, NEW.announced_at, NEW.is_late) OR NEW.number IS NULL THEN
            RAISE EXCEPTION 'number_stays: item % is published', OLD.id;
        END IF;
        IF NEW.number <> OLD.number AND EXISTS (
            SELECT 1 FROM calendar_app_meeting WHERE id = OLD.meeting_id AND state IN {sql_list(WAS_CALLED)}
        ) THEN
            RAISE EXCEPTION 'number_stays: the kallelse with item % is sent', OLD.number;
        END IF;
        RETURN NEW;
    """,  # noqa: S608 (our own words)
)

ITEM_IN_THE_SAME_MEETING = pgtrigger.Trigger(
    name="item_in_the_same_meeting",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.UpdateOf("item_id", "meeting_id"),
    condition=pgtrigger.Q(new__item__isnull=False),
    func="""
        IF NOT EXISTS (
            SELECT 1 FROM calendar_app_agendaitem WHERE id = NEW.item_id AND meeting_id = NEW.meeting_id
        ) THEN
            RAISE EXCEPTION 'item_in_the_same_meeting: item % is of another meeting', NEW.item_id;
        END IF;
        RETURN NEW;
    """,
)

VERSION_STAYS = pgtrigger.Trigger(
    name="version_stays",
    when=pgtrigger.Before,
    operation=pgtrigger.Delete,
    func="""
        IF EXISTS (SELECT 1 FROM calendar_app_document WHERE id = OLD.document_id AND announced_at IS NOT NULL) THEN
            RAISE EXCEPTION 'version_stays: version % of a published document', OLD.number;
        END IF;
        RETURN OLD;
    """,
)

BODY_AND_YEAR_OF_THE_MEETING = pgtrigger.Trigger(
    name="body_and_year_of_the_meeting",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    func="""
        SELECT meeting.body_id, EXTRACT(YEAR FROM meeting.starts_on) INTO NEW.body_id, NEW.year
        FROM calendar_app_minutes AS minutes JOIN calendar_app_meeting AS meeting ON meeting.id = minutes.meeting_id
        WHERE minutes.id = NEW.minutes_id;
        RETURN NEW;
    """,
)


def part_of_minutes_stays(name: str, *, once: str, because: str) -> pgtrigger.Trigger:
    """Let the rows of minutes stay as they are once a moment of the minutes is set.

    The row of the minutes is held first, so that a writing and a sending at the same time wait for each other: what is
    sent is what was last written, and nothing is written after.
    """
    return pgtrigger.Trigger(
        name=name,
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=f"""
        PERFORM 1 FROM calendar_app_minutes WHERE id IN (NEW.minutes_id, OLD.minutes_id) FOR NO KEY UPDATE;
        IF EXISTS (
            SELECT 1 FROM calendar_app_minutes WHERE id IN (NEW.minutes_id, OLD.minutes_id) AND {once} IS NOT NULL
        ) THEN
            RAISE EXCEPTION '{name}: {because}';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,  # noqa: S608 (our own words)
    )


PART_STAYS_WHEN_SENT = part_of_minutes_stays(
    "stays_when_sent", once="sent_at", because="the minutes are sent for adjustment, or adjusted"
)
ADJUSTER_STAYS_WHEN_ADJUSTED = part_of_minutes_stays(
    "stays_when_adjusted", once="adjusted_at", because="the minutes are adjusted"
)

# When it was done is noted later; what was asked for, of whom and by when is a part of the decision.
FOLLOW_UP_STAYS_WHEN_SENT = pgtrigger.Trigger(
    name="stays_when_sent",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert
    | pgtrigger.UpdateOf("paragraph_id", "task", "municipality_id", "owner", "due_on")
    | pgtrigger.Delete,
    func="""
        PERFORM 1 FROM calendar_app_minutes AS minutes
        JOIN calendar_app_paragraph AS paragraph ON paragraph.minutes_id = minutes.id
        WHERE paragraph.id IN (NEW.paragraph_id, OLD.paragraph_id) FOR SHARE OF minutes;
        IF TG_OP = 'UPDATE' THEN
            IF (OLD.paragraph_id, OLD.task, OLD.municipality_id, OLD.owner, OLD.due_on)
                IS NOT DISTINCT FROM (NEW.paragraph_id, NEW.task, NEW.municipality_id, NEW.owner, NEW.due_on)
            THEN RETURN NEW; END IF;
        END IF;
        IF EXISTS (
            SELECT 1 FROM calendar_app_minutes AS minutes
            JOIN calendar_app_paragraph AS paragraph ON paragraph.minutes_id = minutes.id
            WHERE paragraph.id IN (NEW.paragraph_id, OLD.paragraph_id) AND minutes.sent_at IS NOT NULL
        ) THEN
            RAISE EXCEPTION 'stays_when_sent: the minutes are sent for adjustment, or adjusted';
        END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        RETURN NEW;
    """,
)

# What can still be changed can't be approved, and what was approved can't be changed: whoever takes it back clears the
# approvals first.
APPROVES_WHAT_IS_SENT = pgtrigger.Trigger(
    name="approves_what_is_sent",
    when=pgtrigger.Before,
    operation=pgtrigger.Insert | pgtrigger.Update,
    condition=pgtrigger.Q(new__adjusted_at__isnull=False),
    func="""
        IF NOT EXISTS (SELECT 1 FROM calendar_app_minutes WHERE id = NEW.minutes_id AND sent_at IS NOT NULL) THEN
            RAISE EXCEPTION 'approves_what_is_sent: the minutes are a draft';
        END IF;
        RETURN NEW;
    """,
)

TAKEN_BACK_WITHOUT_APPROVALS = pgtrigger.Trigger(
    name="taken_back_without_approvals",
    when=pgtrigger.Before,
    operation=pgtrigger.Update,
    condition=pgtrigger.Q(old__sent_at__isnull=False, new__sent_at__isnull=True),
    func="""
        IF EXISTS (SELECT 1 FROM calendar_app_adjuster WHERE minutes_id = OLD.id AND adjusted_at IS NOT NULL) THEN
            RAISE EXCEPTION 'taken_back_without_approvals: an adjuster has approved what would become a draft';
        END IF;
        RETURN NEW;
    """,
)
