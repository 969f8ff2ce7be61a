"""The page of an organisation puts back what was changed last (X-4)."""

from typing import Any

from onderling.people.models import Organisation


def test_the_last_change_is_shown_and_comes_back(
    person: Any, grant: Any, organisation: Any, sign_in: Any
) -> None:
    olena = person("Olena")
    grant(olena)
    client, kept = sign_in(olena), organisation("De Brug")
    here = f"/beheer/organisaties/{kept.pk}/"
    assert "De laatste wijziging" not in client.get(here).content.decode()
    counts = {"paid_count": "0", "volunteer_count": "0"}
    client.post(here, {"name": "De Burg", "place": "Havermonde", **counts})
    page = client.get(here)
    assert "De Brug" in page.content.decode()
    line = page.context["last"]["line"].pk
    stale = client.post(here, {"terug": str(line - 1)})
    assert "Dit is daarna nog eens veranderd." in stale.content.decode()
    client.post(here, {"terug": str(line)})
    kept.refresh_from_db()
    assert (kept.name, kept.place) == ("De Brug", "")
    assert Organisation.objects.filter(name="De Burg").count() == 0
