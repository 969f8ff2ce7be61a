"""QR codes: an address as a picture that a telephone reads."""

import qrcode
from qrcode.constants import ERROR_CORRECT_M

QUIET = 4  # squares of white around it: the standard asks for four


def qr_picture(address: str) -> str:
    """Return the code as SVG, black on white whatever stands around it.

    Drawn by ourselves from the squares: one path, no picture library, sharp on any paper.
    """
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(address)
    squares = code.get_matrix()
    size = len(squares)
    path = "".join(
        f"M{x} {y}h1v1h-1z"
        for y, row in enumerate(squares)
        for x, black in enumerate(row)
        if black
    )
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"'
        f' shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/>'
        f'<path d="{path}"/></svg>'
    )
