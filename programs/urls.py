from django.urls import path

from programs.views import campaigns, changes, welcome

app_name = "programs"
urlpatterns = [
    path("campaigns/", campaigns.campaigns, name="campaigns"),
    path("campaigns/new/", changes.new, name="new"),
    path("campaigns/<key:pk>/", campaigns.campaign, name="campaign"),
    path("campaigns/<key:pk>/change/", changes.change, name="change"),
    path("campaigns/<key:pk>/reached", changes.reached, name="reached"),
    path("campaigns/<key:pk>/look-back", changes.look_back, name="look_back"),
    path("campaigns/<key:pk>/call-off", changes.call_off, name="call_off"),
    path("campaigns/<key:pk>/resume", changes.resume, name="resume"),
    path("campaigns/reached/<key:pk>/take-back", changes.take_back, name="take_back"),
    path("welcome/", welcome.back, name="welcome"),
    path("welcome/students/<key:pk>", welcome.welcomed, name="welcomed"),
    path("welcome/<key:pk>/take-back", welcome.not_welcomed, name="not_welcomed"),
    path("schools/<key:pk>/year/", campaigns.year, name="year"),
]
