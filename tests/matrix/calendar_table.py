"""Who gets what of the meetings, their agendas, documents and minutes."""

from __future__ import annotations

from tests.matrix.answers import (
    COUNCIL,
    DESK_ONLY,
    DESK_ONLY_MISSING,
    MEMBERS,
    MISSING,
    ONLY_SECRETARIAT,
    OPEN,
    READ_ONLY,
    Table,
    account,
    all_get,
    only,
    readers,
    to,
)
from tests.matrix.asking import LOGIN
from tests.matrix.roles import FORMER, MEMBER, OTHER, SECRETARIAT

MEETING, CHANGE = to("calendar:meeting-detail"), to("admin:calendar_app_meeting_change")
AGENDA, MINUTES, NOTICES = (to(f"calendar:meeting-{name}") for name in ("agenda", "minutes", "notices"))
OTHER_BODY = readers(200, OTHER, SECRETARIAT)
WHO_ADJUSTS = readers(200, MEMBER)
HAS_A_PERSON = (*COUNCIL, OTHER, FORMER)
"""Those whose account is a person's. One who may not answer for a seat is told so on the page that they come to."""
ANSWERED = all_get(403, anonymous=LOGIN, closed=LOGIN, **dict.fromkeys(HAS_A_PERSON, MEETING))

PUBLIC: Table = {
    "calendar:meeting-list": {"-": (OPEN, READ_ONLY)},
    "calendar:year-detail": {
        "year with meetings": (OPEN, READ_ONLY),
        "year with drafts alone": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:subscribe": {"-": (OPEN, READ_ONLY)},
    "calendar:news-feed": {"-": (OPEN, READ_ONLY)},
    "calendar:body-list": {"-": (OPEN, READ_ONLY)},
    "calendar:body-detail": {
        "body announced": (OPEN, READ_ONLY),
        "body draft": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:meeting-detail": {
        "meeting announced": (OPEN, READ_ONLY),
        "meeting called": (OPEN, READ_ONLY),
        "meeting cancelled": (OPEN, READ_ONLY),
        "meeting without a day": (OPEN, READ_ONLY),
        "meeting whose agenda is the members'": (OPEN, READ_ONLY),
        "meeting for members": (MEMBERS, READ_ONLY),
        "meeting for the secretariat": (ONLY_SECRETARIAT, READ_ONLY),
        "meeting draft": (ONLY_SECRETARIAT, READ_ONLY),
        "meeting of another body, for its members": (OTHER_BODY, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:commitment-detail": {
        "commitment decided": (OPEN, READ_ONLY),
        "commitment of a draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
}

FEEDS: Table = {
    # A calendar program has no login: it gets what everyone may read, whoever it works for.
    "calendar:all-ics": {"-": (OPEN, READ_ONLY)},
    "calendar:meeting-ics": {
        "meeting announced": (OPEN, READ_ONLY),
        "meeting cancelled": (OPEN, READ_ONLY),
        "meeting for members": (MISSING, READ_ONLY),
        "meeting draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:body-ics": {
        "body announced": (OPEN, READ_ONLY),
        "body draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:municipality-ics": {
        "municipality announced": (OPEN, READ_ONLY),
        "municipality draft": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    # The secret in the address is the proof, whoever has it.
    "calendar:my-ics": {
        "calendar of a member": (OPEN, READ_ONLY),
        "calendar of a closed account": (MISSING, READ_ONLY),
        "calendar revoked": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
}

DOCUMENTS: Table = {
    "calendar:document": {
        "document open": (OPEN, READ_ONLY),
        "document for members": (MEMBERS, READ_ONLY),
        "document of a confidential item": (MEMBERS, READ_ONLY),
        "document for the secretariat": (ONLY_SECRETARIAT, READ_ONLY),
        "document draft": (ONLY_SECRETARIAT, READ_ONLY),
        "document of a meeting whose agenda is the members'": (MEMBERS, READ_ONLY),
        "document of a meeting for members": (MEMBERS, READ_ONLY),
        "document of a meeting draft": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:document-versions": {
        "document open": (OPEN, READ_ONLY),
        "document for members": (MEMBERS, READ_ONLY),
        "document of a confidential item": (MEMBERS, READ_ONLY),
        "document for the secretariat": (ONLY_SECRETARIAT, READ_ONLY),
        "document draft": (ONLY_SECRETARIAT, READ_ONLY),
        "document of a meeting for members": (MEMBERS, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    # The first version, where there is a later one; who reads the document reads what it was.
    "calendar:document-version": {
        "document open": (OPEN, READ_ONLY),
        "document for members": (MEMBERS, READ_ONLY),
        "document of a confidential item": (MEMBERS, READ_ONLY),
        "document for the secretariat": (ONLY_SECRETARIAT, READ_ONLY),
        "document draft": (ONLY_SECRETARIAT, READ_ONLY),
        "version that never was": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:meeting-package": {
        "meeting announced": (OPEN, READ_ONLY),
        "meeting whose agenda is the members'": (MEMBERS, READ_ONLY),
        "meeting whose agenda is the secretariat's": (ONLY_SECRETARIAT, READ_ONLY),
        "meeting for members": (MEMBERS, READ_ONLY),
        "meeting draft": (ONLY_SECRETARIAT, READ_ONLY),
        "meeting of another body, for its members": (OTHER_BODY, READ_ONLY),
        "meeting without an agenda": (MISSING, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
    "calendar:meeting-zip": {
        "meeting announced": (OPEN, READ_ONLY),
        "meeting whose agenda is the members'": (MEMBERS, READ_ONLY),
        "meeting for members": (MEMBERS, READ_ONLY),
        "meeting draft": (ONLY_SECRETARIAT, READ_ONLY),
        "missing": (MISSING, READ_ONLY),
    },
}

MEMBER_PAGES: Table = {
    "calendar:my-pages": {"-": (account(200), account(405))},
    # Who has an account but no person has no calendar of their own.
    "calendar:my-subscription": {
        "-": (account(405), account(to("calendar:my-pages"), **dict.fromkeys(HAS_A_PERSON, 200))),
    },
    # Posted is an empty form: the former member, too, is led back to the meeting, where nothing was saved.
    "calendar:answer": {
        "meeting called": (READ_ONLY, ANSWERED),
        "meeting announced": (READ_ONLY, ANSWERED),
        "meeting cancelled": (READ_ONLY, ANSWERED),
        "meeting for members": (READ_ONLY, all_get(404, secretariat=403, **dict.fromkeys(COUNCIL, MEETING))),
        "meeting draft": (READ_ONLY, all_get(404, secretariat=403)),
        "missing": (READ_ONLY, MISSING),
    },
    # The signed link is the proof, whoever has it.
    "calendar:answer-by-link": {
        "answer link of a member": (OPEN, OPEN),
        "answer link of a former member": (all_get(410), all_get(410)),
        "answer link forged": (MISSING, MISSING),
        "missing": (MISSING, MISSING),
    },
    # Posted is a signature: those who aren't asked for theirs get 404, the secretariat too.
    "calendar:minutes-detail": {
        "minutes sent": (readers(200, MEMBER, SECRETARIAT), WHO_ADJUSTS),
        "minutes adjusted": (OPEN, MISSING),
        "minutes adjusted, for members": (MEMBERS, MISSING),
        "minutes draft": (ONLY_SECRETARIAT, MISSING),
        "meeting held, without minutes": (MISSING, MISSING),
        "meeting draft": (MISSING, MISSING),
        "missing": (MISSING, MISSING),
    },
}

SECRETARIAT_PAGES: Table = {
    "calendar:year-planning": {
        "-": (DESK_ONLY, DESK_ONLY),
        "body and year chosen": (DESK_ONLY, DESK_ONLY),
        "body draft chosen": (DESK_ONLY, DESK_ONLY),
    },
    "calendar:meeting-state": {
        "meeting announced": (DESK_ONLY, only(CHANGE)),
        # The next page is where those who are called are told.
        "meeting called": (DESK_ONLY, only(NOTICES)),
        "meeting cancelled": (only(CHANGE), only(CHANGE)),
        "meeting for members": (DESK_ONLY, only(CHANGE)),
        "meeting draft": (only(CHANGE), only(CHANGE)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "calendar:meeting-day": {
        "meeting without a day": (DESK_ONLY, DESK_ONLY),
        "meeting announced": (only(CHANGE), only(CHANGE)),
        "meeting draft": (only(CHANGE), only(CHANGE)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    # Posted is a button that adds what the body's agendas always have.
    "calendar:meeting-agenda": {
        "meeting announced": (DESK_ONLY, only(AGENDA)),
        "meeting whose agenda is the secretariat's": (DESK_ONLY, only(AGENDA)),
        "meeting for members": (DESK_ONLY, only(AGENDA)),
        "meeting draft": (DESK_ONLY, only(AGENDA)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "calendar:item-add": {
        "meeting announced": (DESK_ONLY, DESK_ONLY),
        "meeting draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "calendar:item-change": {
        "item open": (DESK_ONLY, DESK_ONLY),
        "item confidential": (DESK_ONLY, DESK_ONLY),
        "item draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "calendar:document-add": {
        "meeting announced": (DESK_ONLY, DESK_ONLY),
        "meeting draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "calendar:document-change": {
        "document open": (DESK_ONLY, DESK_ONLY),
        "document for members": (DESK_ONLY, DESK_ONLY),
        "document of a confidential item": (DESK_ONLY, DESK_ONLY),
        "document for the secretariat": (DESK_ONLY, DESK_ONLY),
        "document draft": (DESK_ONLY, DESK_ONLY),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    # Posted is an empty form: what has been sent or adjusted is shown again as it is.
    "calendar:meeting-minutes": {
        "minutes draft": (DESK_ONLY, only(MINUTES)),
        "minutes sent": (DESK_ONLY, DESK_ONLY),
        "minutes adjusted": (DESK_ONLY, DESK_ONLY),
        "minutes adjusted, for members": (DESK_ONLY, DESK_ONLY),
        "meeting held, without minutes": (DESK_ONLY, only(MINUTES)),
        "meeting draft": (DESK_ONLY, only(MINUTES)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
    "calendar:meeting-notices": {
        "meeting called": (DESK_ONLY, only(NOTICES)),
        "meeting announced": (DESK_ONLY, only(NOTICES)),
        "meeting draft": (DESK_ONLY, only(NOTICES)),
        "missing": (DESK_ONLY_MISSING, DESK_ONLY_MISSING),
    },
}

TABLE: Table = PUBLIC | FEEDS | DOCUMENTS | MEMBER_PAGES | SECRETARIAT_PAGES
