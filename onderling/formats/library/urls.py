"""Addresses of the library."""

from django.urls import URLPattern, path

from onderling.formats.library.views import giving, judging, practices, showing

app_name = "library"
urlpatterns: list[URLPattern] = [
    path("bijdragen/", showing.contributions, name="contributions"),
    path("bijdragen/atom.xml", showing.feed, name="feed"),
    path("bijdragen/nieuw/", giving.give, name="give"),
    path("bijdragen/verstuurd/", giving.given, name="given"),
    path("bijdragen/van-mij/<str:token>/", giving.mine, name="mine"),
    path("bijdragen/van-mij/<str:token>/verbeter/", giving.correct, name="correct"),
    path("bijdragen/beoordelen/", judging.queue, name="queue"),
    path("bijdragen/beoordelen/<int:contribution_id>/", judging.judge, name="judge"),
    path(
        "bijdragen/beoordelen/<int:contribution_id>/bestand/", judging.file, name="judge_file"
    ),
    path(
        "bijdragen/beoordelen/<int:contribution_id>/praktijkvoorbeeld/",
        judging.promote,
        name="promote",
    ),
    path("bijdragen/<int:pk>/", showing.contribution, name="contribution"),
    path("bijdragen/<int:pk>.pdf", showing.contribution_paper, name="contribution_paper"),
    path("praktijkvoorbeelden/", showing.practices, name="practices"),
    path("praktijkvoorbeelden/nieuw/", practices.new, name="new_practice"),
    path(
        "praktijkvoorbeelden/<int:practice_id>/verander/", practices.edit, name="edit_practice"
    ),
    path("praktijkvoorbeelden/<int:practice_id>/stap/", practices.step, name="step_practice"),
    path("praktijkvoorbeelden/<int:pk>/", showing.practice, name="practice"),
    path("praktijkvoorbeelden/<int:pk>.pdf", showing.practice_paper, name="practice_paper"),
]
