"""Who is meant by a typed name or mail address."""

from onderling.people.models import Person


def people_called(typed: str) -> list[Person]:
    """Find everybody with this mail address, or else with exactly this full name."""
    typed = " ".join(typed.split())
    if "@" in typed:
        found = Person.objects.with_address(typed)
        return [found] if found else []
    first = typed.split(" ")[0]
    same_first = Person.objects.present().filter(first_name__istartswith=first)
    return [one for one in same_first if one.name.casefold() == typed.casefold()]
