"""Csv files as people really send them, with the cells they must give (F15)."""

Expected = list[list[str]]

PLAIN: Expected = [["Naam", "Plaats"], ["Kübra", "Havermonde"], ["Zoë", "Zandwolde"]]
TEXT = "Naam;Plaats\r\nKübra;Havermonde\r\nZoë;Zandwolde\r\n"


def plain(delimiter: str = ";", ending: str = "\r\n") -> str:
    return "".join(delimiter.join(record) + ending for record in PLAIN)


# What it is called, the bytes, the header and the rows.
READABLE: dict[str, tuple[bytes, Expected]] = {
    "UTF-8": (plain().encode(), PLAIN),
    "UTF-8 with its mark": (plain().encode("utf-8-sig"), PLAIN),
    "UTF-8 with its mark but Windows letters": (
        b"\xef\xbb\xbf" + plain().encode("cp1252"),
        PLAIN,
    ),
    "Windows letters": (plain().encode("cp1252"), PLAIN),
    "UTF-16, small end first": (b"\xff\xfe" + plain().encode("utf-16-le"), PLAIN),
    "UTF-16, big end first": (b"\xfe\xff" + plain().encode("utf-16-be"), PLAIN),
    "UTF-16 with tabs, Excel's Unicode text": (plain("\t").encode("utf-16"), PLAIN),
    "commas": (plain(",").encode(), PLAIN),
    "tabs": (plain("\t").encode(), PLAIN),
    "line feeds": (plain(ending="\n").encode(), PLAIN),
    "carriage returns only": (plain(ending="\r").encode(), PLAIN),
    "no line end at the end": (plain().rstrip().encode(), PLAIN),
    "mixed line ends": (TEXT.replace("\r\n", "\r", 1).encode(), PLAIN),
    "many empty lines at the end": ((TEXT + "\r\n" * 50_000).encode(), PLAIN),
    "many rows of separators at the end": ((TEXT + ";\r\n" * 150_000).encode(), PLAIN),
    "spaces in the rows at the end": ((TEXT + "  ; \r\n").encode(), PLAIN),
    "the line sep=; for Excel": (("sep=;\r\n" + TEXT).encode(), PLAIN),
    "the line sep=, above a header with ;": (
        b"sep=,\r\nNaam,A;B;C\r\nJan,1\r\n",
        [["Naam", "A;B;C"], ["Jan", "1"]],
    ),
    "a header without rows": (b"Naam;Plaats\r\n", [["Naam", "Plaats"]]),
    "one column": (b"Naam\r\nKees\r\nBea\r\n", [["Naam"], ["Kees"], ["Bea"]]),
    "a ; file with commas below": (
        b"Naam;E-mail\r\nBruijne, Nienke de;n@x.example\r\n",
        [["Naam", "E-mail"], ["Bruijne, Nienke de", "n@x.example"]],
    ),
    "commas in the header of a ; file": (
        b"Naam;Keuze, eerste, en toelichting\r\nJan;Soep\r\nBea;Het gaat wel, hoor\r\n",
        [
            ["Naam", "Keuze, eerste, en toelichting"],
            ["Jan", "Soep"],
            ["Bea", "Het gaat wel, hoor"],
        ],
    ),
    "; in the quoted header of a comma file": (
        b'Naam,"Kiest u a; b; of c?"\nJan,a\n',
        [["Naam", "Kiest u a; b; of c?"], ["Jan", "a"]],
    ),
    "a line break in a quoted cell": (
        b'Naam;Opmerking\r\nJan;"eerst\nthee"\r\nBea;x\r\n',
        [["Naam", "Opmerking"], ["Jan", "eerst\nthee"], ["Bea", "x"]],
    ),
    "doubled quotes": (
        b'Naam;Opmerking\r\nJan;"zie ""mail"""\r\n',
        [["Naam", "Opmerking"], ["Jan", 'zie "mail"']],
    ),
    "an empty quoted cell": (b'A;B\r\n"";x\r\n', [["A", "B"], ["", "x"]]),
    "a quote in the middle": (
        b'A;B\r\n27" scherm;x\r\n',
        [["A", "B"], ['27" scherm', "x"]],
    ),
    "letters after a closing quote": (
        b'A;B\r\n"zie" mail;x\r\n',
        [["A", "B"], ['"zie" mail', "x"]],
    ),
    "spaces after a closing quote": (b'A;B\r\n"a;b" ;x\r\n', [["A", "B"], ["a;b ", "x"]]),
    "a quote that is never closed": (
        b'A;B\r\n1;"zie mail\r\n2;y\r\n',
        [["A", "B"], ["1", '"zie mail'], ["2", "y"]],
    ),
    "a quote that meets the next one": (
        b'A;B\r\n1;"zie mail\r\n2;"y"\r\n',
        [["A", "B"], ["1", '"zie mail'], ["2", "y"]],
    ),
    "short rows": (b"A;B;C\r\n1\r\n2;3\r\n", [["A", "B", "C"], ["1", "", ""], ["2", "3", ""]]),
    "long rows": (b"A;B\r\n1;2;3\r\n", [["A", "B", ""], ["1", "2", "3"]]),
    "empty columns at the end": (b"A;;\r\n1;;\r\n", [["A"], ["1"]]),
    "columns without a name at the end": (b"A;;\r\n1;2;\r\n", [["A", ""], ["1", "2"]]),
    "an empty column in the middle": (b"A;;B\r\n1;;2\r\n", [["A", "", "B"], ["1", "", "2"]]),
    "the same header twice": (b"A;A\r\n1;2\r\n", [["A", "A"], ["1", "2"]]),
    "an empty row in the middle": (
        b"A;B\n1;2\n\n3;4\n",
        [["A", "B"], ["1", "2"], ["", ""], ["3", "4"]],
    ),
    "empty lines above the header": (b"\n;;\nA;B\n1;2\n", [["A", "B"], ["1", "2"]]),
    "spaces around the values": (b"A ; B\n 1 ;2 \n", [["A ", " B"], [" 1 ", "2 "]]),
    "signs from right to left, loose accents and emoji": (
        "A;B\n\u200f\u0646\u0648\u0631;e\u0301😀\n".encode(),
        [["A", "B"], ["\u200f\u0646\u0648\u0631", "e\u0301😀"]],
    ),
    "ten thousand signs in a cell": (
        b"A;B\n" + b"x" * 10_000 + b";1\n",
        [["A", "B"], ["x" * 10_000, "1"]],
    ),
    "a formula": (b"A;B\n=1+1;-1\n", [["A", "B"], ["=1+1", "-1"]]),
    "a title above the list": (
        b"Deelnemers, versie 2\r\nNaam;Keuze\r\nJan;Soep\r\nBea;Het gaat wel, hoor\r\n",
        [
            ["Deelnemers, versie 2", ""],
            ["Naam", "Keuze"],
            ["Jan", "Soep"],
            ["Bea", "Het gaat wel, hoor"],
        ],
    ),
    "one column of names with commas": (
        b"Naam\r\nBruijne, Nienke de\r\nZandt, Sanne van der\r\n",
        [["Naam"], ["Bruijne, Nienke de"], ["Zandt, Sanne van der"]],
    ),
    "two hundred columns": (b";".join([b"A"] * 200), [["A"] * 200]),
    "named like an exe, is a csv": (b"MZ;B\n1;2\n", [["MZ", "B"], ["1", "2"]]),
    "begins like a bitmap, is a csv": (b"BM;B\n1;2\n", [["BM", "B"], ["1", "2"]]),
}
