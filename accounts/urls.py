"""Addresses of people and their roles."""

from django.urls import path

from accounts.views import own, people, roles

app_name = "accounts"

urlpatterns = [
    path("people/", people.list_people, name="people"),
    path("people/invite/", people.invite, name="invite"),
    path("people/go-on/", roles.go_on_many, name="go_on_many"),
    path("people/<key:pk>/", people.person, name="person"),
    path("people/<key:pk>/role/", roles.give, name="give"),
    path("people/<key:pk>/invitation/", people.invite_again, name="invite_again"),
    path("people/<key:pk>/close/", people.close, name="close"),
    path("people/<key:pk>/open/", people.open_again, name="open"),
    path("people/<key:pk>/password/", people.reset_password, name="reset_password"),
    path("people/<key:pk>/second-factor/", people.reset_second_factor, name="reset_second_factor"),
    path("roles/<key:pk>/end/", roles.end, name="end"),
    path("roles/<key:pk>/go-on/", roles.go_on, name="go_on"),
    path("my-roles/", own.mine, name="mine"),
    path("my-settings/", own.settings_page, name="settings"),
    path("my-words/", own.typed, name="words"),
]
