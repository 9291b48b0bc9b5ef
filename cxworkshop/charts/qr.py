"""QR codes: an address for a phone's camera."""

from io import BytesIO


def qr_svg(text: str) -> str:
    """Return ``text`` as a QR code: SVG without a size of its own, black on white whatever it lies on.

    Up to 15 % of it may be covered or blurred (level M), and the quiet zone of four modules that the standard
    (ISO/IEC 18004) wants is part of it.

    Raises
    ------
    ValueError
        More text than a QR code holds (some 2,300 bytes at this level).
    """
    import segno  # noqa: PLC0415 - only who shows one needs it

    drawn = BytesIO()
    code = segno.make_qr(text, error="m", boost_error=False)
    code.save(
        drawn,
        kind="svg",
        border=4,
        dark="#000",
        light="#fff",
        xmldecl=False,
        omitsize=True,
        svgclass=None,
        lineclass=None,
        nl=False,
    )
    # Without it a browser blurs the edges between the rows of modules.
    return drawn.getvalue().decode().replace("<svg ", '<svg shape-rendering="crispEdges" ', 1)
