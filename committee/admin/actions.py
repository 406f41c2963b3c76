"""What the secretariat does to many rows at once."""

from django.contrib import admin, messages

from committee import clock


@admin.action(description="Publicera: visa för alla", permissions=["change"])
def announce(model_admin, request, queryset) -> None:
    """Show the chosen drafts to everyone."""
    count = queryset.announce(at=clock.now())
    words = "1 rad publicerades" if count == 1 else f"{count} rader publicerades"
    model_admin.message_user(request, f"{words}. De som redan var publicerade är som förut.", messages.SUCCESS)
