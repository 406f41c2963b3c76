"""Triggers that count changes: what calendars were told gives way to a higher number only (RFC 5545, SEQUENCE)."""

import pgtrigger

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
