"""What files say of themselves, put into the boxes of a photo: which standard counts, in which letters it is written,
and what becomes of what is broken, hostile or too long."""

import struct
from datetime import UTC, datetime

import pytest
from PIL import Image

from articles.models import Photo
from articles.photos import read_picture, take_in
from tests.factories import NOW
from tests.samples.pictures.make import four_corners, jpeg_with, saved

RDF = '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
NAMES = """xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/"
    xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" xmlns:plus="http://ns.useplus.org/ldf/xmp/1.0/"
    xmlns:Iptc4xmpCore="http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/"
    xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" """


def xmp(inside: str, *, attributes: str = "", before: str = "") -> bytes:
    text = f'{before}<x:xmpmeta xmlns:x="adobe:ns:meta/">{RDF}<rdf:Description {NAMES} {attributes}>{inside}'
    return (text + "</rdf:Description></rdf:RDF></x:xmpmeta>").encode()


def alt(name: str, text: str) -> str:
    other = f'<rdf:li xml:lang="de">Deutsch</rdf:li><rdf:li xml:lang="x-default">{text}</rdf:li>'
    return f"<{name}><rdf:Alt>{other}</rdf:Alt></{name}>"


def seq(name: str, *texts: str, kind: str = "Seq") -> str:
    return f"<{name}><rdf:{kind}>{''.join(f'<rdf:li>{text}</rdf:li>' for text in texts)}</rdf:{kind}></{name}>"


def iim(records: list[tuple[int, bytes]], *, letters: bytes = b"") -> bytes:
    """A Photoshop segment with these data sets of record 2."""
    sets = struct.pack(">BBBH", 0x1C, 1, 90, len(letters)) + letters if letters else b""
    for number, value in records:
        sets += struct.pack(">BBBH", 0x1C, 2, number, len(value)) + value
    return b"Photoshop 3.0\0" + b"8BIM" + struct.pack(">HHI", 0x0404, 0, len(sets)) + sets + bytes(len(sets) % 2)


def exif(main: dict[int, str], own: dict[int, str] | None = None) -> bytes:
    found = Image.Exif()
    for tag, value in main.items():
        found[tag] = value
    for tag, value in (own or {}).items():
        found.get_ifd(0x8769)[tag] = value
    return found.tobytes()


def words(**written: bytes) -> dict[str, object]:
    return picture(**written).words


def picture(*, in_xmp: bytes = b"", in_iim: bytes = b"", in_exif: bytes = b""):
    data = saved(four_corners(), exif=in_exif) if in_exif else saved(four_corners())
    data = jpeg_with(0xED, in_iim, data=data) if in_iim else data
    return read_picture(jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + in_xmp, data=data) if in_xmp else data)


def test_an_agency_picture_fills_every_box():
    told = xmp(
        alt("dc:description", "Boats &amp; nets at dawn.")
        + seq("dc:creator", "Jo Lens", "Ann Second")
        + seq("dc:subject", "harbor", "dawn", "Harbor", kind="Bag")
        + alt("dc:rights", "© 2026 The Agency")
        + alt("xmpRights:UsageTerms", "Editorial use only.")
        + alt("Iptc4xmpCore:AltTextAccessibility", "Three small boats beside a pier, nets in heaps.")
        + "<plus:CopyrightOwner><rdf:Seq><rdf:li rdf:parseType='Resource'>"
        + "<plus:CopyrightOwnerName>Agency Ltd.</plus:CopyrightOwnerName></rdf:li></rdf:Seq></plus:CopyrightOwner>"
        + "<plus:LicenseEndDate>2027-05-31</plus:LicenseEndDate>",
        attributes='photoshop:Credit="Jo Lens/Agency" photoshop:DateCreated="2026-11-02T06:58:03-05:00" '
        'photoshop:Instructions="No sales. Mandatory credit." photoshop:Headline="Harbor"',
    )
    assert words(in_xmp=told) == {
        "caption": "Boats & nets at dawn.",
        "photographer": "Jo Lens, Ann Second",
        "credit": "Jo Lens/Agency",
        "keywords": "Harbor, dawn",
        "rights_holder": "Agency Ltd.",
        "rights_terms": "Editorial use only.\nNo sales. Mandatory credit.",
        "rights_end_at": datetime(2027, 6, 1, 3, 59, 59, tzinfo=UTC),
        "alt_text": "Three small boats beside a pier, nets in heaps.",
        "alt_decision": Photo.Alt.TEXT,
        "taken_at": datetime(2026, 11, 2, 11, 58, 3, tzinfo=UTC),
    }


def test_xmp_counts_before_iim_and_both_before_exif():
    camera = exif({0x010E: "From the camera", 0x013B: "Camera Owner", 0x8298: "Owner"})
    agency = iim([(120, b"From the agency"), (80, b"Agency Person"), (55, b"20261103"), (60, b"101500-0500")])
    desk = xmp(alt("dc:description", "From the desk"))
    told = words(in_xmp=desk, in_iim=agency, in_exif=camera)
    assert (told["caption"], told["photographer"], told["rights_holder"]) == ("From the desk", "Agency Person", "Owner")
    assert told["taken_at"] == datetime(2026, 11, 3, 15, 15, tzinfo=UTC)
    assert words(in_exif=camera)["caption"] == "From the camera"


@pytest.mark.parametrize(
    ("written", "letters"),
    [
        ("Zoë Müller, Straße, Łódź".encode(), b"\x1b%G"),
        ("Zoë Müller, Straße, Łódź".encode(), b""),
        ("Zoë Müller – “Straße”, café".encode("cp1252"), b""),
        ("Zoë Müller – “Straße”, café".encode("cp1252"), b"\x1b.A"),
        ("Zoë Müller – “Straße”, café".encode("mac_roman"), b""),
        (b"Plain words", b"\x1b%G"),
    ],
)
def test_letters_of_iim_are_found_out(written, letters):
    expected = {
        b"Plain": "Plain words",
        "Zoë Müller, ".encode()[:5]: "Zoë Müller, Straße, Łódź",
    }.get(written[:5], "Zoë Müller – “Straße”, café")
    assert words(in_iim=iim([(120, written)], letters=letters))["caption"] == expected


@pytest.mark.parametrize(
    ("told", "moment"),
    [
        ({"in_xmp": xmp("", attributes='photoshop:DateCreated="2026-11-02"')}, "2026-11-02T05:00:00+00:00"),
        (
            {"in_xmp": xmp("", attributes='photoshop:DateCreated="2026-11-02T06:58:03.5Z"')},
            "2026-11-02T06:58:03+00:00",
        ),
        ({"in_exif": exif({}, {0x9003: "2026:07:04 21:30:00"})}, "2026-07-05T01:30:00+00:00"),
        ({"in_exif": exif({}, {0x9003: "2026:07:04 21:30:00", 0x9011: "+09:00"})}, "2026-07-04T12:30:00+00:00"),
        ({"in_iim": iim([(55, b"20260704")])}, "2026-07-04T04:00:00+00:00"),
        ({"in_xmp": xmp("", attributes='photoshop:DateCreated="2026"')}, None),
        ({"in_xmp": xmp("", attributes='photoshop:DateCreated="2026-13-45"')}, None),
        ({"in_xmp": xmp("", attributes='photoshop:DateCreated="9999-12-31T23:59:59"')}, None),
        ({"in_exif": exif({}, {0x9003: "0000:00:00 00:00:00"})}, None),
        ({"in_exif": exif({}, {0x9003: "    :  :     :  :  "})}, None),
        ({"in_iim": iim([(55, b"00000000"), (60, b"999999")])}, None),
    ],
)
def test_when_it_was_taken(told, moment):
    found = words(**told).get("taken_at")
    assert (found and found.isoformat()) == moment


def test_a_licence_until_the_end_of_time_has_no_end():
    assert "rights_end_at" not in words(in_xmp=xmp("<plus:LicenseEndDate>9999-12-31</plus:LicenseEndDate>"))


def test_a_day_from_the_desk_takes_its_hour_from_the_camera():
    camera = exif({}, {0x9003: "2026:11:02 06:58:03"})
    same = xmp("", attributes='photoshop:DateCreated="2026-11-02"')
    assert words(in_xmp=same, in_exif=camera)["taken_at"] == datetime(2026, 11, 2, 11, 58, 3, tzinfo=UTC)


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = {
    "billion laughs": xmp(alt("dc:description", "&l11;"), before=f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>'),
    "a file of ours": xmp(
        alt("dc:description", "&passwd;"), before='<!DOCTYPE x [<!ENTITY passwd SYSTEM "file:///etc/passwd">]>'
    ),
    "a small doctype": xmp(alt("dc:description", "&a;"), before='<!doctype x [<!ENTITY a "a">]>'),
    "no end": xmp(alt("dc:description", "a"))[:-20],
    "nested": b"<a>" * 20_000,
    "not text": bytes(range(256)) * 40,
    "undefined": xmp(alt("dc:description", "&undefined;")),
    "utf-16": xmp(alt("dc:description", "a")).decode().encode("utf-16"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_and_broken_xmp_is_passed_over(name):
    read = picture(in_xmp=HOSTILE[name][:60_000])
    assert (read.words, read.notes) == ({}, ())


def test_words_are_cleaned_of_what_no_page_can_print():
    told = xmp(seq("dc:creator", "Jo\u202e\u200b   Lens"), attributes='photoshop:Credit="&lt;script&gt;alert(1)"')
    agency = iim([(120, b"Da\0wn\x07\r\nover  the harbor")])
    read = words(in_xmp=told, in_iim=agency)
    assert read["caption"] == "Dawn over the harbor"
    assert (read["photographer"], read["credit"]) == ("Jo Lens", "<script>alert(1)")


def test_what_does_not_fit_is_cut_at_a_word_and_told():
    read = picture(in_xmp=xmp("", attributes=f'photoshop:Credit="{"long credit " * 40}"'))
    assert len(read.words["credit"]) <= 200
    assert read.words["credit"].endswith(" long…")
    assert read.notes[0].startswith(
        "The file says more than fits into “credit”. What was over is not kept: “credit long"
    )


@pytest.mark.parametrize("written", ["OLYMPUS DIGITAL CAMERA", "SONY DSC", "DCIM\\100MEDIA\\DJI_0001.JPG", "    "])
def test_what_cameras_write_for_want_of_words_is_no_caption(written):
    assert "caption" not in words(in_exif=exif({0x010E: written}))


@pytest.mark.parametrize(
    ("told", "credit"),
    [
        ({"photoshop:Credit": "AP Photo", "photoshop:Source": "AP"}, "AP Photo"),
        ({"photoshop:Source": "AP"}, "Jo Lens/AP"),
        ({"photoshop:Source": "Jo Lens"}, "Jo Lens"),
        ({}, "Jo Lens"),
    ],
)
def test_the_credit_is_what_the_supplier_requires_or_who_took_it(told, credit):
    attributes = " ".join(f'{name}="{value}"' for name, value in told.items())
    assert words(in_xmp=xmp(seq("dc:creator", "Jo Lens"), attributes=attributes))["credit"] == credit


def test_a_description_that_repeats_the_caption_is_not_read_out_twice():
    told = xmp(alt("dc:description", "Boats at dawn.") + alt("Iptc4xmpCore:AltTextAccessibility", "boats at dawn"))
    read = words(in_xmp=told)
    assert (read["alt_decision"], "alt_text" in read) == (Photo.Alt.CAPTION, False)


def test_a_picture_that_a_program_made_says_so():
    made = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
    read = picture(in_xmp=xmp("", attributes=f'Iptc4xmpExt:DigitalSourceType="{made}"'))
    sentence = "The file says that a program made this picture, or a part of it (trainedAlgorithmicMedia)."
    assert read.notes == (sentence,)
    assert read.words == {"rights_terms": sentence}


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF", "AVIF"])
def test_other_formats_tell_too(kind):
    told = xmp(alt("dc:description", "Boats at dawn."))
    options = {"PNG": {"exif": exif({0x013B: "Jo Lens"})}, "TIFF": {"tiffinfo": {700: told, 0x013B: "Jo Lens"}}}
    extra = options.get(kind, {"xmp": told, "exif": exif({0x013B: "Jo Lens"})})
    read = read_picture(saved(four_corners(), kind, **extra)).words
    assert read["photographer"] == "Jo Lens"
    assert kind == "PNG" or read["caption"] == "Boats at dawn."


@pytest.mark.django_db
def test_words_that_are_given_count_before_the_files_and_empty_ones_do_not():
    told = xmp(alt("dc:description", "From the file") + alt("Iptc4xmpCore:AltTextAccessibility", "Boats."))
    data = jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + told)
    given = {"caption": "", "credit": "Desk", "alt_decision": Photo.Alt.DECORATIVE}
    photo = take_in(data, name="a.jpg", by=None, now=NOW, words=given).photo
    photo.refresh_from_db()
    assert (photo.caption, photo.credit) == ("From the file", "Desk")
    assert (photo.alt_decision, photo.alt_text) == (Photo.Alt.DECORATIVE, "")


@pytest.mark.django_db
def test_a_time_to_come_and_rights_that_are_over_are_told():
    told = xmp("<plus:LicenseEndDate>2020-01-01</plus:LicenseEndDate>", attributes='photoshop:DateCreated="2031-01-01"')
    taken = take_in(jpeg_with(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + told), name="a.jpg", by=None, now=NOW)
    assert [note.partition(".")[0] for note in taken.notes] == [
        "The file says that it was taken at a time that is yet to come",
        "Its rights are over, so no story with it can be published",
    ]
