from django.urls import path

from sarb.views import answers, hearings, packets, referrals, taken_back

app_name = "sarb"
urlpatterns = [
    path("referrals/", referrals.inbox, name="referrals"),
    path("referrals/new/", referrals.refer, name="refer"),
    path("referrals/<key:pk>/", referrals.referral, name="referral"),
    path("referrals/<key:pk>/accept", answers.accept, name="accept"),
    path("referrals/<key:pk>/return", answers.send_back, name="send_back"),
    path("referrals/<key:pk>/keep", answers.keep, name="keep"),
    path("referrals/<key:pk>/team/accept", answers.team_accept, name="team_accept"),
    path("referrals/<key:pk>/team/return", answers.team_return, name="team_return"),
    path("referrals/<key:pk>/team/keep", answers.team_keep, name="team_keep"),
    path("referrals/<key:pk>/team/held", answers.team_held, name="team_held"),
    path("referrals/<key:pk>/team/not-held", answers.team_not_held, name="team_not_held"),
    path("referrals/<key:pk>/wait-again", taken_back.wait_again, name="wait_again"),
    path("referrals/<key:pk>/team/wait-again", taken_back.team_wait_again, name="team_wait_again"),
    path("referrals/<key:pk>/undo-return", taken_back.undo_return, name="undo_return"),
    path(
        "referrals/<key:pk>/team/undo-return",
        taken_back.team_undo_return,
        name="team_undo_return",
    ),
    path("referrals/<key:pk>/withdraw", taken_back.withdraw, name="withdraw"),
    path("referrals/<key:pk>/notice", referrals.notice, name="notice"),
    path("referrals/<key:pk>/build", packets.build, name="build"),
    path("hearings/", hearings.dockets, name="hearings"),
    path("hearings/new", hearings.new, name="new_hearing"),
    path("hearings/<key:pk>/", hearings.docket, name="docket"),
    path("hearings/<key:pk>/place", hearings.place, name="place"),
    path("hearings/<key:pk>/take-off", hearings.take_off, name="take_off"),
    path("hearings/<key:pk>/move-up", hearings.move_up, name="move_up"),
    path("hearings/<key:pk>/heard", hearings.hear, name="hear"),
    path("hearings/<key:pk>/not-heard", hearings.not_heard, name="not_heard"),
    path("hearings/<key:pk>/build", packets.build_all, name="build_all"),
    path("hearings/<key:pk>/agenda.pdf", packets.agenda, name="agenda"),
    path("hearings/<key:pk>/packets.zip", packets.zipped, name="packets_zip"),
    path("hearings/<key:pk>/packets.pdf", packets.bound, name="packets_pdf"),
]
