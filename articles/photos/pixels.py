"""Pixels as the library keeps them: upright, sRGB, eight bits for each colour, with transparency only where there is
some. Whether a file may be opened at all is opening.py."""

import io

from PIL import Image, ImageCms

_SRGB = ImageCms.createProfile("sRGB")
_LAB = ImageCms.createProfile("LAB")
ORIENTATION = 0x0112
_TURNS = {  # Exif 3.0, 4.6.5.1.6: how the picture has to be turned for row 0 to be its top and column 0 its left
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def upright_srgb(image: Image.Image, *, halved: bool = False) -> Image.Image:
    """The picture as RGB, or RGBA where some of it is transparent; `halved`: half as wide and high. The one that is
    given cannot be used afterwards. Raises ValueError for what has no such thing."""
    profile, turn = image.info.get("icc_profile"), _turn(image)
    image = _instead_of(image, _eight_bits(image))
    if halved:
        image = _instead_of(image, image.reduce(2))
    if turn is not None:
        image = _instead_of(image, image.transpose(turn))
    if profile:
        image = _instead_of(image, _in_srgb(image, profile))
    if image.mode == "LAB":
        image = ImageCms.profileToProfile(image, _LAB, _SRGB, outputMode="RGB") or image
    if not image.has_transparency_data:
        return image if image.mode == "RGB" else _instead_of(image, image.convert("RGB"))
    image = image.convert("RGBA")
    opaque = image.getchannel("A").getextrema() == (255, 255)
    return _instead_of(image, image.convert("RGB")) if opaque else image


def _instead_of(old: Image.Image, new: Image.Image) -> Image.Image:
    """The new one, with the pixels of the old one freed at once, whoever still holds it: two are all there is room
    for."""
    if new is not old:
        old.close()
    return new


def _turn(image: Image.Image) -> Image.Transpose | None:
    try:
        return _TURNS.get(image.getexif().get(ORIENTATION, 1))
    except Exception:  # whatever stands there is no orientation
        return None


def _eight_bits(image: Image.Image) -> Image.Image:
    """Modes that can be made smaller and turned: a colour for each pixel, and no place in a table."""
    if image.mode == "P" or (image.mode in ("1", "L", "RGB") and "transparency" in image.info):
        return image.convert("RGBA" if "transparency" in image.info else "RGB")
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I;16"):
        image.info.pop("transparency", None)
        return image.convert("I").point(lambda level: level / 256).convert("L")
    if image.mode in ("I", "F"):
        image.info.pop("transparency", None)
        most = image.getextrema()[1]
        assert isinstance(most, (int, float))
        scale = 255 if most <= 1 and image.mode == "F" else 1 if most <= 255 else 1 / 256
        return image.point(lambda level: level * scale).convert("L")
    return image


def _in_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Colours as the profile means them. One that is broken, or of another kind of colour, tells nothing."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if image.mode in ("RGB", "RGBA"):
            ImageCms.profileToProfile(image, source, _SRGB, inPlace=True)
        elif image.mode in ("CMYK", "L", "LAB"):
            return ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB") or image
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        pass
    return image
