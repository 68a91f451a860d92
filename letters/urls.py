from django.urls import path

from letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("approve", views.approve, name="approve"),
    path("approve/undo", views.undo_approving, name="undo_approving"),
    path("mailed", views.mailed, name="mailed"),
    path("wordings", views.wordings, name="wordings"),
    path("wordings/approve", views.approve_wording, name="approve_wording"),
    path("batches/<key:pk>", views.batch, name="batch"),
    path("batches/<key:pk>.pdf", views.batch_pdf, name="batch_pdf"),
    path("copies/<key:pk>.pdf", views.copy_pdf, name="copy_pdf"),
    path("copies/<key:pk>/again", views.print_again, name="print_again"),
    path("<key:pk>", views.letter, name="letter"),
    path("<key:pk>/preview", views.preview, name="preview"),
    path("<key:pk>/preview.pdf", views.preview_pdf, name="preview_pdf"),
    path("<key:pk>/reprint", views.reprint, name="reprint"),
    path("<key:pk>/not-mailed", views.not_mailed, name="not_mailed"),
    path("<key:pk>/not-sent", views.do_not_send, name="do_not_send"),
    path("<key:pk>/decide", views.decide, name="decide"),
    path("<key:pk>/undo-stop", views.undo_not_sending, name="undo_not_sending"),
    path("decisions/<key:pk>/take-back", views.take_back, name="take_back"),
    path("<key:pk>/recall", views.recall, name="recall"),
]
