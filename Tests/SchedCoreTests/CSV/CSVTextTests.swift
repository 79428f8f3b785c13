import Testing

@testable import SchedCore

/// Expected values are those of RFC 4180, section 2.
struct CSVTextTests {
  private func row(_ cells: [String], delimiter: Character = ",") -> String {
    var text = CSVText(delimiter: delimiter.asciiValue ?? 0)
    for cell in cells { text.append(cell: Array(cell.utf8)) }
    text.endRow()
    return String(decoding: text.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (["aaa", "bbb", ""], "aaa,bbb,\r\n"),
    (["b \"bb\"", "c"], "\"b \"\"bb\"\"\",c\r\n"),
    (["a,b", "c;d"], "\"a,b\",c;d\r\n"),
    (["a\nb", "a\r\nb"], "\"a\nb\",\"a\r\nb\"\r\n"),
    ([" a", "a ", "\ta"], "\" a\",\"a \",\"\ta\"\r\n"),
    (["=1+1", "-", "@ü🌱"], "=1+1,-,@ü🌱\r\n"),
    (["", ""], ",\r\n"),
  ])
  func `a cell is quoted where it has to be`(_ cells: [String], _ expected: String) {
    #expect(row(cells) == expected)
  }

  @Test
  func `another delimiter is what needs quotation marks`() {
    #expect(row(["a;b", "c,d"], delimiter: ";") == "\"a;b\";c,d\r\n")
  }
}
