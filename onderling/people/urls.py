"""Addresses of this room."""

from django.urls import URLPattern, path

from onderling.people.views import (
    first,
    language,
    links,
    mine,
    newsletter,
    organisations,
    roles,
    second_factor,
    sign_in,
    staying,
)

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("inloggen/", sign_in.login, name="login"),
    path("inloggen/code/", sign_in.confirm_code, name="confirm_code"),
    path("inloggen/tweede-stap/", sign_in.second_code, name="second_code"),
    path("inloggen/opnieuw/", sign_in.restart, name="restart"),
    path("inloggen/nog-eens/", sign_in.prove, name="prove"),
    path("uitloggen/", sign_in.logout, name="logout"),
    path("link/<str:token>/", links.link, name="link"),
    path("link-kwijt/", links.lost_link, name="lost_link"),
    path("link-kwijt/gemaild/", links.link_sent, name="link_sent"),
    path("blijven/<str:token>/", staying.stay, name="stay"),
    path("eerste/<str:token>/", first.first, name="first"),
    path("taal/", language.language, name="language"),
    path("mijn/gegevens/", mine.mine, name="mine"),
    path("mijn/gegevens/adres/", mine.address, name="address"),
    path("mijn/gegevens/adres/code/", mine.address_code, name="address_code"),
    path("mijn/toestemming/", mine.consent, name="consent"),
    path("mijn/tweede-stap/", second_factor.second_factor, name="second_factor"),
    path(
        "mijn/tweede-stap/wijzig/",
        second_factor.second_factor_change,
        name="second_factor_change",
    ),
    path("nieuwsbrief/", newsletter.newsletter, name="newsletter"),
    path("nieuwsbrief/gemaild/", newsletter.asked, name="newsletter_asked"),
    path("nieuwsbrief/ja/<str:token>/", newsletter.confirm, name="newsletter_confirm"),
    path("beheer/rollen/", roles.roles, name="roles"),
    path("beheer/rollen/<int:pk>/beeindig/", roles.end, name="role_end"),
    path("beheer/organisaties/", organisations.organisations, name="organisations"),
    path("beheer/organisaties/nieuw/", organisations.organisation, name="organisation_new"),
    path("beheer/organisaties/<int:pk>/", organisations.organisation, name="organisation"),
]

# The names by which allauth finds its own pages; the front door includes them without a prefix.
names_for_allauth: list[URLPattern] = [
    path("inloggen/", sign_in.login, name="account_login"),
    path("inloggen/", sign_in.login, name="account_request_login_code"),
    path("inloggen/", sign_in.login, name="account_signup"),  # it asks; nobody signs up there
    path("inloggen/code/", sign_in.confirm_code, name="account_confirm_login_code"),
    path("inloggen/tweede-stap/", sign_in.second_code, name="mfa_authenticate"),
]
