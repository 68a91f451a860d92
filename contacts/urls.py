from django.urls import path

from contacts.views import cold, drafts, found, notes, papers, sealed, withdrawing

app_name = "contacts"
urlpatterns = [
    path("notes/", found.found, name="found"),
    path("notes/<key:pk>/", notes.note, name="note"),
    path("notes/<key:pk>/change/", notes.change, name="change"),
    path("notes/<key:pk>/withdraw", withdrawing.withdraw, name="withdraw"),
    path("notes/<key:pk>/undo", withdrawing.undo, name="undo"),
    path("notes/<key:pk>/attach", papers.attach, name="attach"),
    path("notes/papers/<key:pk>/", papers.paper, name="paper"),
    path("notes/papers/<key:pk>/withdraw", papers.withdraw, name="withdraw_paper"),
    path("sealed/", sealed.sealed, name="sealed"),
    path("sealed/<key:pk>/reveal", sealed.reveal, name="reveal"),
    path("sw.js", cold.service_worker, name="worker"),
    path("log/cold/", cold.cold, name="cold"),
    path("log/draft", drafts.draft, name="draft"),
    path("log/drafts/", drafts.drafts, name="drafts"),
]
