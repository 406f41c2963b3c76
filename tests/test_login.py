"""One login for members and the secretariat, in the portal's own look."""

import pytest
from django.urls import reverse

from tests.factories import PASSWORD, AssignmentFactory, MeetingFactory, PersonFactory, UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo_day")]
LOGIN = "/logga-in/"


def log_in(client, user, password=PASSWORD, **values):
    return client.post(LOGIN, {"username": user.username, "password": password} | values)


def test_member_comes_to_their_own_page_and_staff_to_the_desk(client, secretary):
    assert log_in(client, UserFactory()).url == "/mina-sidor/"
    client.logout()
    assert log_in(client, secretary).url == "/admin/"


def test_login_leads_back_to_the_page_that_asked_for_it(client):
    user = UserFactory()
    meeting = MeetingFactory(agenda_audience="members")
    AssignmentFactory(body=meeting.body, person=PersonFactory(user=user))
    invitation = f"{LOGIN}?next={meeting.get_absolute_url()}"
    assert invitation in client.get(meeting.get_absolute_url()).content.decode()

    assert log_in(client, user, next=meeting.get_absolute_url()).url == meeting.get_absolute_url()


def test_login_leads_to_no_other_site(client):
    assert log_in(client, UserFactory(), next="https://annan.example/").url == "/mina-sidor/"


@pytest.mark.parametrize("values", [{"is_active": False}, {}])
def test_wrong_password_and_closed_account_get_the_same_answer(client, values):
    user = UserFactory(**values)
    response = log_in(client, user, PASSWORD if values else "fel")

    assert response.status_code == 200
    assert "Namnet eller lösenordet stämmer inte." in response.content.decode()
    assert "sessionid" not in response.cookies


def test_admins_own_login_leads_to_the_portals(client):
    response = client.get(f"{reverse('admin:index')}budget/", follow=True)

    assert response.redirect_chain[-1][0] == f"{LOGIN}?next=%2Fadmin%2Fbudget%2F"
    assert "Logga in" in response.content.decode()


def test_who_lacks_the_right_is_told_so_and_not_sent_in_circles(client):
    client.force_login(UserFactory(username="anna"))

    response = client.get(reverse("admin:index"), follow=True)

    assert "Du är inloggad som anna, men den sidan kräver andra rättigheter." in response.content.decode()


def test_logging_out_is_a_button(client):
    client.force_login(UserFactory())
    assert 'action="/logga-ut/"' in client.get("/").content.decode()

    assert client.get("/logga-ut/").status_code == 405
    assert client.post("/logga-ut/").url == "/"
    assert "Logga in" in client.get("/").content.decode()


def test_deactivated_account_is_the_public_at_the_next_request(client):
    user = UserFactory()
    AssignmentFactory(person=PersonFactory(user=user))
    client.force_login(user)
    assert client.get("/mina-sidor/").status_code == 200

    type(user).objects.update(is_active=False)

    assert client.get("/mina-sidor/").status_code == 302
