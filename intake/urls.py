from django.urls import path

from intake.views import asking, requests, safety

app_name = "intake"
urlpatterns = [
    path("requests/", requests.inbox, name="requests"),
    path("requests/new/", asking.ask, name="ask"),
    path("requests/<key:pk>/", requests.request_page, name="request"),
    path("requests/<key:pk>/take", requests.take, name="take"),
    path("requests/<key:pk>/answer", requests.answer, name="answer"),
    path("requests/<key:pk>/pause", requests.pause, name="pause"),
    path("requests/<key:pk>/close", requests.close, name="close"),
    path("requests/<key:pk>/undo", requests.undo, name="undo"),
    path("requests/<key:pk>/reopen", requests.reopen, name="reopen"),
    path("danger/", safety.danger, name="danger"),
    path("danger/followed", safety.followed, name="followed"),
    path("danger/log/", safety.log, name="safety"),
]
