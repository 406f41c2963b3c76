"""What has happened to meetings and which documents are new, for news readers (Atom)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.contrib.syndication.views import Feed
from django.db.models import F
from django.db.models.functions import Greatest
from django.http import HttpRequest, HttpResponse
from django.urls import reverse, reverse_lazy
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.http import conditional_page, require_safe

from calendar_app.feeds import PUBLIC, cooperation_name, host_of
from calendar_app.models import DocumentVersion, MeetingChange

LATEST_NEWS = 50


@dataclass(frozen=True)
class Publisher:
    """Whose news it is."""

    name: str
    host: str


@dataclass(frozen=True)
class News:
    """Something that happened; `key` names it in the feed."""

    at: dt.datetime
    key: str
    title: str
    link: str
    description: str = ""
    host: str = ""


class SteadyAtom(Atom1Feed):
    """Atom that is the same until something happens: without news the library would say that it was updated now."""

    def latest_post_date(self) -> dt.datetime:
        return super().latest_post_date() if self.items else dt.datetime(2017, 1, 1, tzinfo=dt.UTC)


def news_of_meetings(host: str) -> list[News]:
    """Called, adjusted, cancelled, moved, given a day: one query."""
    changes = MeetingChange.objects.visible_to(PUBLIC).news().select_related("meeting__body", "meeting__kind")
    return [
        News(
            at=change.changed_at,
            key=f"andring-{change.pk}",
            title=f"{change.meeting}: {change.summary}",
            link=change.meeting.get_absolute_url(),
            description=f"Skäl: {change.reason}" if change.reason else "",
            host=host,
        )
        for change in changes[:LATEST_NEWS]
    ]


def news_of_documents(host: str) -> list[News]:
    """New documents, and new versions of them: one query."""
    versions = DocumentVersion.objects.visible_to(PUBLIC).select_related(
        "document__meeting__body", "document__meeting__kind"
    )
    at = Greatest(F("uploaded_at"), F("document__announced_at"))
    return [
        News(
            at=version.at,
            key=f"handling-{version.pk}",
            title=f"{version.document.meeting}: {version.news} ”{version.document.title}”",
            link=reverse("calendar:document-versions", args=[version.document.uuid]),
            host=host,
        )
        for version in versions.annotate(at=at).order_by("-at", "-pk")[:LATEST_NEWS]
    ]


class NewsFeed(Feed):
    """The latest first, of both sorts."""

    feed_type = SteadyAtom
    language = "sv"
    link = reverse_lazy("calendar:meeting-list")
    subtitle = (
        "Möten som har kallats, ställts in, flyttats, fått sin dag eller fått sitt protokoll justerat, "
        "och nya handlingar."
    )

    def get_object(self, request: HttpRequest) -> Publisher:
        return Publisher(name=cooperation_name(), host=host_of(request))

    def title(self, publisher: Publisher) -> str:
        return f"Nytt i kalendern – {publisher.name}"

    def author_name(self, publisher: Publisher) -> str:
        return publisher.name

    def feed_guid(self, publisher: Publisher) -> str:
        return f"tag:{publisher.host},2017:kalender"

    def items(self, publisher: Publisher) -> list[News]:
        news = news_of_meetings(publisher.host) + news_of_documents(publisher.host)
        return sorted(news, key=lambda one: one.at, reverse=True)[:LATEST_NEWS]

    def item_title(self, news: News) -> str:
        return news.title

    def item_description(self, news: News) -> str | None:
        return escape(news.description) or None

    def item_link(self, news: News) -> str:
        return news.link

    def item_guid(self, news: News) -> str:
        return f"tag:{news.host},2017:{news.key}"

    def item_updateddate(self, news: News) -> dt.datetime:
        return news.at


@require_safe
@conditional_page
def news_feed(request: HttpRequest) -> HttpResponse:
    """The feed, three queries. Known by its ETag alone: two changes in a second would share a Last-Modified."""
    response = NewsFeed()(request)
    del response.headers["Last-Modified"]
    response.headers["Access-Control-Allow-Origin"] = "*"
    return response
