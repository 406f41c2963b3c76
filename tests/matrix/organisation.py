"""Bodies, municipalities, people, plans and accounts of the matrix."""

from __future__ import annotations

import datetime as dt

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import User
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData

from committee.models import Assignment, Cooperation, Organisation, Plan, PlanEdition
from sodertorn.accounts.operations import create_account
from tests.factories import AT, CommitmentFactory, PersonFactory, PlanEditionFactory, UserFactory
from tests.matrix.objects import World
from tests.matrix.roles import ANONYMOUS, HALF, MEMBER, ROLES, SECRETARIAT
from tests.sweep.canaries import OUTSIDER
from tests.sweep.organisation import Here
from tests.sweep.plans import Plans


def hold_bodies(world: World, here: Here) -> None:
    world.add("cooperation", Cooperation.objects.get())
    world.add("organisation", Organisation.objects.first())
    world.add("body announced", here.council)
    world.add("body draft", here.hidden_body)
    world.add("municipality announced", here.host)
    world.add("municipality draft", here.hidden_host)
    world.add("person with an account", here.people[OUTSIDER])
    world.add("person without an account", PersonFactory(email="ny@vik.example"))
    world.add("assignment", Assignment.objects.first())


def hold_plans(world: World, plans: Plans) -> None:
    """A decided plan whose first edition is superseded, an old one that is corrected, and a draft."""
    decided, draft = plans.decided.plan, plans.draft.plan
    first = PlanEdition.objects.get(plan=decided)
    later = {"content": first.content, "decided_on": dt.date(2017, 1, 9)}
    current = PlanEditionFactory(plan=decided, number=2, supersedes=first, **later)
    decided.close()
    old = Plan.objects.get(year=2014)
    old.reopen(because="Ett ord var fel.", at=AT, by=None)
    part = old.nodes.get(kind="commitment")
    world.add("plan reopened", old, number=1, same_year=old.year, node=part.pk)
    world.add("plan decided", decided, number=2, same_year=decided.year, node=plans.decided.pk)
    world.add("plan draft", draft, number=1, same_year=draft.year, node=plans.draft.pk)
    world.add("edition current", current, year=decided.year)
    world.add("edition superseded", first, year=decided.year)
    world.add("commitment decided", plans.decided, year=decided.year, number=1)
    world.add("commitment of a draft", plans.draft, year=draft.year, number=1)
    world.add("chapter reopened", part.parent, year=old.year, number=1)
    world.add("paragraph decided", decided.nodes.get(kind="paragraph"))
    world.objects |= {
        "plan draft, a part of another": {"pk": draft.pk, "node": plans.decided.pk},
        "plan decided, from a draft": {"year": decided.year, "other": draft.year},
        "edition current, in Word": {"year": decided.year, "number": 2, "suffix": "docx"},
        "editions chosen": {"query": f"?fran={old.year}.1&till={decided.year}.2"},
        "edition of a draft chosen": {"query": f"?fran={old.year}.1&till={draft.year}.1"},
    }
    hold_the_last_plan(world)


def hold_the_last_plan(world: World) -> None:
    """A decided plan that none follows: the next year's can be begun from it."""
    commitment = CommitmentFactory(parent__plan__year=2020)
    PlanEditionFactory(plan=commitment.plan)
    world.add("plan decided, the last", commitment.plan, node=commitment.pk)


def hold_accounts(world: World) -> None:
    world.add("account of a member", world.users[MEMBER])
    world.add("account of the secretariat", world.users[SECRETARIAT])
    world.add("account of nobody", UserFactory(username="matrix-nobody"))
    world.add("account with every right", UserFactory(username="matrix-superuser", superuser=True))
    invited = world.add("account that is invited", create_account("inbjuden@vik.example"))
    hold_links(world, invited)
    for_nobody = UserFactory(username="matrix-keys")
    another = world.add("another's key", key_of(for_nobody))
    own = {role: key_of(user) for role, user in world.users.items() if role != HALF}
    world.owned["own key"] = {role: {"pk": own.get(role, another).pk} for role in ROLES}
    assert ANONYMOUS not in own


def hold_links(world: World, invited: User) -> None:
    uid, key = user_pk_to_url_str(invited), default_token_generator.make_token(invited)
    world.add("link valid", invited, uidb36=uid, key=key)
    world.add("link forged", invited, uidb36=uid, key=f"{key[:-1]}{'0' if key[-1] != '0' else '1'}")


def key_of(user: User) -> Authenticator:
    """A passkey of somebody's, as a browser would have registered it."""
    identity = f"nyckel-{user.pk}".encode()
    public = {1: 2, 3: -7, -1: 1, -2: b"x" * 32, -3: b"y" * 32}
    credential = AttestedCredentialData.create(Aaguid(bytes(16)), identity, public)
    data = AuthenticatorData.create(b"r" * 32, AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.AT, 0, credential)
    registered = {
        "id": websafe_encode(identity),
        "rawId": websafe_encode(identity),
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(b'{"type": "webauthn.create", "challenge": "", "origin": ""}'),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
    }
    return Authenticator.objects.create(user=user, type="webauthn", data={"name": "Blå", "credential": registered})


def hold_questions(world: World, here: Here) -> None:
    """What stands after the address: what the admin is asked to offer, and whose year is planned."""
    fields = {
        "bodies for an assignment": "app_label=committee&model_name=assignment&field_name=body",
        "bodies for a meeting": "app_label=calendar_app&model_name=meeting&field_name=body",
        "municipalities for the cooperation": "app_label=committee&model_name=cooperation&field_name=secretariat_host",
        "people for an assignment": "app_label=committee&model_name=assignment&field_name=person",
        "accounts for a person": "app_label=committee&model_name=person&field_name=user",
        "body and year chosen": f"organ={here.council.pk}&ar=2018",
        "body draft chosen": f"organ={here.hidden_body.pk}&ar=2018",
    }
    world.objects |= {name: {"query": f"?{query}"} for name, query in fields.items()}
    apps = {"the budget": "budget", "the committee": "committee", "accounts": "auth"}
    world.objects |= {f"app of {words}": {"app_label": label} for words, label in apps.items()}
