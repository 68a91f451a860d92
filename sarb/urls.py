from django.urls import path

from sarb.views import hearings, packets, referrals

app_name = "sarb"
urlpatterns = [
    path("referrals/", referrals.inbox, name="referrals"),
    path("referrals/new/", referrals.refer, name="refer"),
    path("referrals/<int:pk>/", referrals.referral, name="referral"),
    path("referrals/<int:pk>/accept", referrals.accept, name="accept"),
    path("referrals/<int:pk>/return", referrals.send_back, name="send_back"),
    path("referrals/<int:pk>/notice", referrals.notice, name="notice"),
    path("referrals/<int:pk>/build", packets.build, name="build"),
    path("hearings/", hearings.dockets, name="hearings"),
    path("hearings/new", hearings.new, name="new_hearing"),
    path("hearings/<int:pk>/", hearings.docket, name="docket"),
    path("hearings/<int:pk>/place", hearings.place, name="place"),
    path("hearings/<int:pk>/take-off", hearings.take_off, name="take_off"),
    path("hearings/<int:pk>/move-up", hearings.move_up, name="move_up"),
    path("hearings/<int:pk>/heard", hearings.hear, name="hear"),
    path("hearings/<int:pk>/build", packets.build_all, name="build_all"),
    path("hearings/<int:pk>/packets.zip", packets.zipped, name="packets_zip"),
    path("hearings/<int:pk>/packets.pdf", packets.bound, name="packets_pdf"),
]
