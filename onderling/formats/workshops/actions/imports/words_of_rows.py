"""The short name and the sentence of every kind of remark about a list."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, tuple[Promise, Promise]] = {
    # The row as a whole
    "empty_row": (_("lege rij"), _("Deze rij is leeg.")),
    "total_row": (_("telregel"), _("Dit is een telregel, geen persoon of workshop.")),
    "same_row": (_("dubbele rij"), _("Deze rij is gelijk aan rij {row}.")),
    "too_long": (_("te lang"), _("Wij bewaren de eerste {most} tekens.")),
    # People
    "no_name": (
        _("geen naam"),
        _("Er staat geen naam. Vul die in en lees de lijst opnieuw in."),
    ),
    "email_spaces": (
        _("spaties om het adres"),
        _("Er staan spaties om het adres. Wij halen die weg."),
    ),
    "email_capitals": (
        _("hoofdletters in het adres"),
        _("Wij schrijven het adres klein: {proposed}."),
    ),
    "email_wrapped": (_("adres met naam erbij"), _("Wij nemen alleen het adres: {proposed}.")),
    "email_invalid": (
        _("ongeldig adres"),
        _("Dit e-mailadres klopt niet. De persoon komt er zonder adres in."),
    ),
    "email_invalid_here": (
        _("ongeldig adres"),
        _("Dit e-mailadres klopt niet. Wij kennen deze persoon al. Het adres daar blijft."),
    ),
    "no_email": (
        _("geen e-mailadres"),
        _("Er is geen e-mailadres. Dat mag: dan gaat het per telefoon of post."),
    ),
    "no_email_here": (
        _("geen e-mailadres"),
        _("Er is geen e-mailadres. Dat mag: wij kennen deze persoon al, met een adres."),
    ),
    "email_stays": (
        _("ander adres"),
        _("Deze persoon heeft een ander e-mailadres. Dat blijft staan."),
    ),
    "unknown_contact": (
        _("onbekende voorkeur"),
        _("Deze manier van bereiken kennen wij niet."),
    ),
    "organisation_spelling": (
        _("organisatie anders gespeld"),
        _("Wij maken hiervan ‘{proposed}’."),
    ),
    "organisation_alike": (
        _("organisatie lijkt op een andere"),
        _("Dit lijkt op ‘{other}’. Wij maken een nieuwe organisatie."),
    ),
    "unknown_organisation": (
        _("onbekende organisatie"),
        _("Deze organisatie kennen wij niet. De cel blijft bewaard in de lijst."),
    ),
    "unknown_audience": (
        _("onbekend voor wie"),
        _("Dit kennen wij niet. Schrijf iedereen, partners of eigen organisatie."),
    ),
    "unknown_group": (
        _("onbekende rol"),
        _("Beroepskracht of vrijwilliger? Wij zetten hier ‘{proposed}’."),
    ),
    "group_spelling": (_("andere schrijfwijze"), _("Wij maken hiervan ‘{proposed}’.")),
    "no_group": (
        _("rol is leeg"),
        _("Beroepskracht of vrijwilliger? Wij zetten hier ‘{proposed}’."),
    ),
    "other_group": (
        _("andere rol"),
        _("Bij de mensen staat ‘{proposed}’. Dat blijft zo."),
    ),
    # Is it somebody whom we know?
    "same_email": (
        _("zelfde adres"),
        _(
            "Rij {row} heeft hetzelfde e-mailadres. Is het iemand anders? Die krijgt dan geen"
            " adres."
        ),
    ),
    "same_name": (_("zelfde naam"), _("Rij {row} heeft dezelfde naam.")),
    "same_person": (_("zelfde persoon"), _("Rij {row} gaat over dezelfde persoon.")),
    "same_person_and_round": (
        _("zelfde persoon en ronde"),
        _("Rij {row} gaat over dezelfde persoon en ronde."),
    ),
    "code_of_other": (
        _("nummer van een ander"),
        _("Dit nummer heeft {name} al in deze ronde."),
    ),
    "email_of_other": (
        _("adres van een ander"),
        _("Dit e-mailadres hoort bij iemand met een andere naam."),
    ),
    "name_is_known": (
        _("naam bestaat al"),
        _("Iemand met deze naam staat al in Onderling, bij een andere organisatie."),
    ),
    "name_with_other_email": (
        _("naam met een ander adres"),
        _("Iemand met deze naam staat al bij deze organisatie, met een ander adres."),
    ),
    "known_by_name": (
        _("herkend aan de naam"),
        _("Wij herkennen deze persoon aan naam en organisatie."),
    ),
    "without_email": (_("zonder adres"), _("Dit adres is al van iemand. Het gaat niet mee.")),
    "without_code": (_("zonder nummer"), _("Dit nummer is al van iemand. Het gaat niet mee.")),
    "unknown_person": (_("onbekende persoon"), _("Deze persoon zit niet in deze ronde.")),
    "unknown_name": (
        _("onbekende naam"),
        _("Deze naam kennen wij niet in deze ronde. Het wordt een nieuwe deelnemer."),
    ),
    "name_elsewhere": (
        _("naam bestaat al"),
        _("Iemand met deze naam staat al in Onderling, maar niet in deze ronde. Is het die?"),
    ),
    "names_elsewhere": (
        _("naam bestaat vaker"),
        _("Meer mensen in Onderling heten zo, niet in deze ronde. Het wordt iemand nieuw."),
    ),
    "name_alike": (_("naam lijkt op een andere"), _("Dit lijkt op {proposed}. Klopt dat?")),
    "two_with_this_name": (
        _("naam komt vaker voor"),
        _("In deze ronde heten twee mensen zo. Zet hun nummer of e-mailadres erbij."),
    ),
    # Wishes
    "title_spelling": (_("titel anders gespeld"), _("Wij maken hiervan ‘{proposed}’.")),
    "unknown_title": (_("onbekende titel"), _("Deze workshop staat niet in het programma.")),
    "no_round": (
        _("nog geen ronde"),
        _("‘{title}’ staat nog niet op het bord. Geef de workshop eerst een ronde."),
    ),
    "other_round": (_("andere ronde"), _("‘{title}’ is in ronde {round}, niet in deze ronde.")),
    "wish_twice": (_("dubbele wens"), _("‘{title}’ staat er twee keer. Een keer telt.")),
    "wish_for_own": (_("eigen workshop"), _("Deze persoon geeft ‘{title}’ zelf.")),
    "wish_not_for_them": (
        _("niet voor iedereen"),
        _("‘{title}’ is niet voor iedereen, en niet voor deze persoon. Deze wens telt niet."),
    ),
    "wish_contradicts": (
        _("wens spreekt zich tegen"),
        _("‘{title}’ is ook een wens. Die telt."),
    ),
    "wishes_while_absent": (
        _("wens en toch afwezig"),
        _("Er staan wensen bij, maar ook ‘niet aanwezig’. Wij nemen afwezig over."),
    ),
    "absent_giver": (
        _("gever is afwezig"),
        _("Deze persoon geeft in deze ronde ‘{title}’ ({code}), maar staat als afwezig."),
    ),
    "unknown_presence": (
        _("aanwezig onduidelijk"),
        _("Is dit ja of nee? Wij slaan de cel over."),
    ),
    "unknown_round": (_("onbekende ronde"), _("Deze ronde staat niet in het programma.")),
    # Workshops and sessions
    "no_title": (_("geen titel"), _("Er staat geen titel.")),
    "same_code": (_("nummer staat dubbel"), _("Rij {row} heeft hetzelfde nummer.")),
    "no_number": (_("geen getal"), _("Hier hoort een getal. Wij slaan de cel over.")),
    "minimum_above_maximum": (
        _("minimum te hoog"),
        _("Het minimum is hoger dan het aantal plekken. Wij maken er {proposed} van."),
    ),
    "other_title": (
        _("andere titel"),
        _("De workshop heet bij ons ‘{proposed}’. Dat blijft zo."),
    ),
    "round_without_time": (
        _("ronde zonder tijd"),
        _("Deze ronde is nieuw en heeft geen tijd. Zet die erbij, zoals 10.00-11.15."),
    ),
    "unknown_time": (_("tijd onduidelijk"), _("Schrijf de tijd als 10.00-11.15.")),
    "other_time": (
        _("andere tijd"),
        _("Rij {row} heeft een andere tijd: {proposed}. Die telt."),
    ),
    "moves_slot": (_("tijd verandert"), _("{slot} wordt {proposed}, voor alle workshops.")),
    "room_twice": (_("zaal dubbel"), _("In rij {row} staat deze zaal ook, in ronde {round}.")),
    "unknown_giver": (
        _("onbekende gever"),
        _("Deze gever kennen wij niet. De workshop komt erin zonder gever."),
    ),
    "giver_twice": (
        _("gever dubbel"),
        _("{name} geeft in ronde {round} ook de workshop van rij {row}."),
    ),
    "giver_absent": (_("gever is afwezig"), _("{name} staat in ronde {round} als afwezig.")),
    "unknown_yes_or_no": (_("ja of nee?"), _("Is dit ja of nee? Wij slaan de cel over.")),
    # The programme of another program
    "unknown_moment": (
        _("dag of tijd onduidelijk"),
        _("Er staat geen dag en tijd waar wij iets aan hebben. Dit onderdeel komt er niet in."),
    ),
    "two_givers": (
        _("naam komt vaker voor"),
        _("Meer mensen in Onderling heten {name}. De workshop komt erin zonder deze gever."),
    ),
    "untaken": (_("niet overgenomen"), _("Dit kennen wij niet en laten wij weg: {names}.")),
    "untaken_all": (
        _("niet overgenomen"),
        _("Dit zegt het bestand ook. Wij kennen het niet en laten het weg."),
    ),
    "other_days": (
        _("andere dagen"),
        _("Deze dagen vallen buiten de ronde. Klopt de datum van de ronde?"),
    ),
    # Together, apart, fixed
    "unknown_sort": (
        _("onbekende soort"),
        _("Schrijf: graag samen, altijd samen, niet samen of vast."),
    ),
    "same_thing": (_("staat er dubbel"), _("Rij {row} zegt hetzelfde.")),
    "with_oneself": (_("twee keer dezelfde"), _("Dit is twee keer dezelfde persoon.")),
    "never_together": (
        _("nooit samen aanwezig"),
        _("{one} en {other} zijn nooit in dezelfde ronde aanwezig."),
    ),
    "unknown_meeting": (
        _("onbekende workshop"),
        _("Deze workshop staat niet in het programma."),
    ),
    "fixed_while_absent": (
        _("vast en toch afwezig"),
        _("{name} staat in ronde {round} als afwezig, maar is hier vastgezet."),
    ),
    "fixed_twice": (
        _("twee keer vast"),
        _("{name} staat in ronde {round} ook vast, in rij {row}."),
    ),
    "not_the_giver": (_("geeft deze niet"), _("{name} staat niet als gever bij ‘{title}’.")),
    # The list as a whole
    "new_organisations": (
        _("nieuwe organisaties"),
        _("Deze organisaties zijn nieuw."),
    ),
    "no_group_column": (
        _("geen kolom met de rol"),
        _(
            "Er is geen kolom voor beroepskracht of vrijwilliger. Nieuwe mensen krijgen"
            " ‘anders’."
        ),
    ),
    "no_programme": (
        _("nog geen programma"),
        _(
            "Er staan nog geen workshops in deze ronde. Lees eerst het programma in. Anders"
            " gaan de wensen niet mee."
        ),
    ),
    "no_such_round": (
        _("ronde bestaat niet"),
        _("Ronde {round} staat niet in het programma. Die wensen gaan niet mee."),
    ),
    "anonymous": (
        _("anoniem formulier"),
        _("Het formulier kent geen e-mailadressen. Wij zoeken de mensen op naam."),
    ),
    "unknown_words": (
        _("onbekende woorden"),
        _("Deze thema’s of werkvormen kennen wij niet. Ze blijven in de lijst bewaard."),
    ),
    "added_columns": (
        _("kolommen van Onderling"),
        _("Deze kolommen zette Onderling er zelf bij. Wij lezen ze niet terug."),
    ),
    "kept_columns": (
        _("extra kolommen"),
        _("Deze kolommen bewaren wij zoals ze zijn. In de uitvoer krijgt u ze terug."),
    ),
}
