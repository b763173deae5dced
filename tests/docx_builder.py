"""Makes small Word files for tests: the parts as they are written, in one archive."""

import io
import zipfile

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="{R}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
)
STYLES = """
<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="20"/>
<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault></w:docDefaults>
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:type="paragraph" w:styleId="Heading2"><w:name w:val="heading 2"/><w:basedOn w:val="Normal"/>
<w:pPr><w:jc w:val="center"/><w:outlineLvl w:val="1"/></w:pPr>
<w:rPr><w:b/><w:sz w:val="28"/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="Sub"><w:name w:val="Sub heading"/>
<w:basedOn w:val="Heading2"/></w:style>
<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:rPr><w:b/></w:rPr></w:style>
"""
KINDS = ("styles", "numbering", "footnotes", "endnotes", "settings", "comments")


NOTE = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
"""A reference to a footnote."""


def run(text: str, properties: str = "") -> str:
    """One run of text."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """One paragraph; bare words become runs."""
    inner = "".join(item if item.startswith("<") else run(item) for item in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def numbered(text: str, list_id: int, level: int = 0) -> str:
    """One paragraph of a list."""
    own = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(text, properties=own)


def table(*rows: list[str]) -> str:
    """One table, its cells given as text or as XML."""
    cells = ("".join(f"<w:tc>{c if c.startswith('<') else paragraph(c)}</w:tc>" for c in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def docx(body: str, *, links: dict[str, str] | None = None, parts: dict[str, str] | None = None, **xml: str) -> bytes:
    """A Word file. Keywords give the content of parts by name; `parts` gives headers and footers by path."""
    xml = {"styles": STYLES, **xml}
    relations = [f'<Relationship Id="{kind}" Type="{R}/{kind}" Target="{kind}.xml"/>' for kind in KINDS if kind in xml]
    relations += [
        f'<Relationship Id="{id_}" Type="{R}/hyperlink" Target="{target}" TargetMode="External"/>'
        for id_, target in (links or {}).items()
    ]
    relations += [
        f'<Relationship Id="{path}" Type="{R}/{path.rstrip("0123456789")}" Target="{path}.xml"/>'
        for path in parts or {}
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/vnd.openxmlformats-officedocument.'
            'wordprocessingml.document.main+xml"/></Types>',
        )
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        archive.writestr(
            "_rels/.rels",
            f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{R}/officeDocument" '
            'Target="word/document.xml"/></Relationships>',
        )
        archive.writestr(
            "word/_rels/document.xml.rels",
            f'<Relationships xmlns="{package}">{"".join(relations)}</Relationships>',
        )
        archive.writestr("word/document.xml", f"<w:document {SPACES}><w:body>{body}</w:body></w:document>")
        for kind in KINDS:
            if kind in xml:
                archive.writestr(f"word/{kind}.xml", f"<w:{kind} {SPACES}>{xml[kind]}</w:{kind}>")
        for path, content in (parts or {}).items():
            root = "hdr" if path.startswith("header") else "ftr"
            archive.writestr(f"word/{path}.xml", f"<w:{root} {SPACES}>{content}</w:{root}>")
    return out.getvalue()


def footnote(id_: int, *paragraphs: str) -> str:
    """One footnote of the part of that name."""
    return f'<w:footnote w:id="{id_}">{"".join(paragraphs)}</w:footnote>'


def levels(*patterns: tuple[str, str], abstract: int = 0, extra: str = "") -> str:
    """An abstract list, its levels given by format and pattern."""
    inner = "".join(
        f'<w:lvl w:ilvl="{index}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{pattern}"/>{extra if index else ""}</w:lvl>'
        for index, (form, pattern) in enumerate(patterns)
    )
    return f'<w:abstractNum w:abstractNumId="{abstract}">{inner}</w:abstractNum>'


def lists(**of: int) -> str:
    """Lists by id (`n1=0`): each the number of its abstract list."""
    return "".join(
        f'<w:num w:numId="{name[1:]}"><w:abstractNumId w:val="{abstract}"/></w:num>' for name, abstract in of.items()
    )
