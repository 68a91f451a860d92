from django.urls import path

from letters import views

app_name = "letters"
urlpatterns = [
    path("", views.letters, name="letters"),
    path("approve", views.approve, name="approve"),
    path("mailed", views.mailed, name="mailed"),
    path("wordings", views.wordings, name="wordings"),
    path("wordings/approve", views.approve_wording, name="approve_wording"),
    path("batches/<int:pk>", views.batch, name="batch"),
    path("batches/<int:pk>.pdf", views.batch_pdf, name="batch_pdf"),
    path("copies/<int:pk>.pdf", views.copy_pdf, name="copy_pdf"),
    path("copies/<int:pk>/again", views.print_again, name="print_again"),
    path("<int:pk>", views.letter, name="letter"),
    path("<int:pk>/preview", views.preview, name="preview"),
    path("<int:pk>/preview.pdf", views.preview_pdf, name="preview_pdf"),
    path("<int:pk>/reprint", views.reprint, name="reprint"),
    path("<int:pk>/not-mailed", views.not_mailed, name="not_mailed"),
    path("<int:pk>/not-sent", views.do_not_send, name="do_not_send"),
    path("<int:pk>/recall", views.recall, name="recall"),
]
