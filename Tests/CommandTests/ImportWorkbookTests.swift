import Testing

/// A workbook goes through a converter that is kept elsewhere: `xlsx2csv`.
struct ImportWorkbookTests {
  /// Writes the smallest workbook that ECMA-376, part 1, allows: a sheet of rows, inline texts and
  /// day numbers.
  private static let writer = """
    import sys, zipfile
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    form = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    rows = [line.rstrip("\\n").split("|") for line in sys.stdin]
    def cell(place, text):
        if text.replace(".", "").isdigit() and len(text) < 12:
            return f'<c r="{place}"><v>{text}</v></c>'
        return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'
    sheet = "".join(
        f'<row r="{line}">' + "".join(cell(f"{name}{line}", text) for name, text in zip("ABCD", row)) + "</row>"
        for line, row in enumerate(rows, 1))
    with zipfile.ZipFile("export.xlsx", "w") as book:
        book.writestr("[Content_Types].xml", f'<Types xmlns="{types}">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{form}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{form}worksheet+xml"/></Types>')
        book.writestr("_rels/.rels", f'<Relationships xmlns="{package}">'
            f'<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>')
        book.writestr("xl/workbook.xml", f'<workbook xmlns="{main}" xmlns:r="{office}">'
            '<sheets><sheet name="All posts" sheetId="1" r:id="r1"/></sheets></workbook>')
        book.writestr("xl/_rels/workbook.xml.rels", f'<Relationships xmlns="{package}">'
            f'<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>')
        book.writestr("xl/worksheets/sheet1.xml",
            f'<worksheet xmlns="{main}"><sheetData>{sheet}</sheetData></worksheet>')
    """

  /// 46290 is 2026-09-25, by `date -d '1899-12-30 + 46290 days'`; the id's clock shows 09:30:15 UTC:
  /// `echo $(( $(date -d 2026-09-25T09:30:15Z +%s) * 1000 << 22 ))`.
  private static let rows = """
    Notes: all posts of the page in the last 365 days|||
    Post title|Post link|Created date|Impressions
    New beans|https://www.linkedin.com/feed/update/urn:li:activity:7509182471208960000/|46290|1234
    """

  @Test(.isInstalled("xlsx2csv"), .isInstalled("python3"))
  func `a workbook becomes records by xlsx2csv, day numbers and notes included`() throws {
    try TemporaryDirectory.with { directory in
      try directory.write(Self.writer, to: "workbook.py")
      let made = try shell("python3 workbook.py", input: Self.rows, directory: directory)
      try #require(made.status == 0, "\(made)")
      let refused = try Tool("sched-import").run(["export.xlsx"], directory: directory)
      #expect(refused.status == 65)
      #expect(refused.err.contains("xlsx2csv export.xlsx makes a CSV table of it"))
      let read = try shell("xlsx2csv export.xlsx | sched-import -q", directory: directory)
      #expect(read.status == 0, "\(read)")
      #expect(
        read.out == """
          {"id":"7509182471208960000","platform":"linkedin","content_type":"linkedin_post",\
          "posted_at":"2026-09-25T09:30:15Z","metrics":{"impressions":1234},"text":"New beans",\
          "link":"https://www.linkedin.com/feed/update/urn:li:activity:7509182471208960000/"}

          """, "\(read)")
    }
  }
}
