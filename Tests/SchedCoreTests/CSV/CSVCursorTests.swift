import Foundation
import Testing

@testable import SchedCore

struct CSVCursorTests {
  private static let delimiters: [Character] = [",", ";", "\t", "|"]

  /// The cells of all records, without the blanks around them.
  private static func records(_ text: String, _ delimiter: Character = ",") -> [[String]] {
    withBytes(of: text) { bytes in
      guard var cursor = CSVCursor(bytes, delimiter: delimiter.asciiValue ?? 0) else { return [] }
      let row = CellRow()
      var records: [[String]] = []
      while cursor.next(into: row) { records.append(row.texts) }
      return records
    }
  }

  /// RFC 4180, section 2, rules 1 to 7, and what spreadsheets make of what it leaves open.
  @Test(
    arguments: [
      ("aaa,bbb,ccc\r\nzzz,yyy,xxx\r\n", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
      ("aaa,bbb,ccc\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
      ("\"aaa\",\"bbb\",\"ccc\"\r\nzzz,yyy,xxx", [["aaa", "bbb", "ccc"], ["zzz", "yyy", "xxx"]]),
      ("\"aaa\",\"b\r\nbb\",\"ccc\"\r\nzzz", [["aaa", "b\r\nbb", "ccc"], ["zzz"]]),
      ("\"aaa\",\"b\"\"bb\",\"ccc\"", [["aaa", "b\"bb", "ccc"]]),
      ("a,,b\n,\n", [["a", "", "b"], ["", ""]]),
      ("\"\",\"\"\"\",x\n", [["", "\"", "x"]]),
      ("a \"b\" c,d\n", [["a \"b\" c", "d"]]),
      ("\"a\"b\"c\",d\n", [["ab\"c\"", "d"]]),
      ("\"a\" ,b\n", [["a", "b"]]),
      ("\"never closed,\n", [["never closed,"]]),
      ("a\n\nb", [["a"], [""], ["b"]]),
      ("", []),
    ] as [(String, [[String]])])
  func `cells are between delimiters, and quotation marks hold them together`(
    _ text: String, _ cells: [[String]]
  ) {
    #expect(Self.records(text) == cells)
  }

  /// Tables of tokens that mean something, drawn at random.
  private static func table(seed: UInt64) -> String {
    var random = SeededGenerator(seed: seed)
    let tokens = [
      "a", "é", "☕️", "\"", "\"", "\"\"", ",", ",", ";", "\t", "|", "\n", "\n", "\r\n", " ", "12.5",
    ]
    return (0..<random.next(below: 60)).map { _ in tokens[random.next(below: tokens.count)] }
      .joined()
  }

  private struct Example: Codable {
    let text: String
    let delimiter: String
  }

  /// Python's csv module, whose reader is not strict unless it is told to be.
  private static let program = """
    import csv, io, json, sys
    blanks = "".join(map(chr, range(33)))
    tables = json.load(open(sys.argv[1], encoding="utf-8"))
    print(json.dumps([
        [[cell.strip(blanks) for cell in record] or [""]
         for record in csv.reader(io.StringIO(table["text"], newline=""), delimiter=table["delimiter"])]
        for table in tables]))
    """

  @Test(.python)
  func `random tables have the records that Python's csv module finds`() throws {
    let examples = (1...4000 as ClosedRange<UInt64>).flatMap { seed in
      Self.delimiters.map { Example(text: Self.table(seed: seed), delimiter: String($0)) }
    }
    let expected = try JSONDecoder().decode(
      [[[String]]].self, from: try python(Self.program, on: examples))
    try #require(expected.count == examples.count)
    for (example, expected) in zip(examples, expected) {
      let found = Self.records(example.text, Character(example.delimiter))
      #expect(found == expected, "\(example)")
    }
  }

  @Test(arguments: delimiters)
  func `the end of a record is where the cursor goes on, and records cover the bytes`(
    _ delimiter: Character
  ) throws {
    let byte = delimiter.asciiValue ?? 0
    for seed in 1...4000 as ClosedRange<UInt64> {
      let text = Self.table(seed: seed)
      withBytes(of: text) { bytes in
        var cursor = CSVCursor(bytes, delimiter: byte)
        let row = CellRow()
        var at = 0
        while let end = CSVCursor.recordEnd(in: bytes, from: at, delimiter: byte) {
          #expect(cursor?.next(into: row) == true, "seed \(seed)")
          let start = row.bytes.baseAddress.flatMap { bytes.baseAddress?.distance(to: $0) }
          #expect(start == at, "seed \(seed)")
          let lineEnd = bytes[(at + row.bytes.count)..<end]
          #expect(lineEnd.elementsEqual([0x0A]) || lineEnd.elementsEqual([0x0D, 0x0A]))
          at = end
        }
        // What is left has no line end.
        #expect(cursor?.next(into: row) ?? false == (at < bytes.count), "seed \(seed)")
        #expect(cursor?.next(into: row) ?? false == false, "seed \(seed)")
      }
    }
  }

  @Test
  func `a row knows the line on which it begins`() {
    let text = "a,b\n\"c\n\nd\",e\nf,g"
    withBytes(of: text) { bytes in
      var cursor = CSVCursor(bytes, delimiter: 0x2C)
      let row = CellRow(lines: { 7 }, from: bytes.baseAddress)
      var lines: [Int] = []
      while cursor?.next(into: row) == true { lines.append(row.line) }
      #expect(lines == [7, 8, 11])
    }
  }

  @Test
  func `a cell is without the blanks around it, no-break ones among them`() {
    #expect(Self.records(" \ta\u{A0}b\u{A0} ,\u{A0}12\u{A0}\n").first == ["a\u{A0}b", "12"])
  }

  @Test(
    arguments: [
      ("a,b\n1,2\n", ","), ("a;b;c\n\"1,5\";2;3\n", ";"), ("a\tb\n1\t2\n", "\t"), ("a|b\n", "|"),
      ("one column\n1\n", ","), ("", ","), ("Title; with a mark\na,b,c\n1,2,3\n4,5,6\n", ","),
      ("a;b\n1,5;2,5\n3,5;4,5\n", ";"),
      ("a\tb\nNov 2, 2026, 3:00 PM\t1,234\nNov 3, 2026, 4:00 PM\t1,235\n", "\t"),
      ("1;2,5\n3;4,5\n", ","),
      ("Account;17841400;\nDate;Text;Likes\n1.1.;a, b;7\n2.1.;c, d;8\n", ";"),
    ] as [(String, Character)])
  func `the delimiter is the one under which most cells are in records of one width`(
    _ text: String, _ delimiter: Character
  ) {
    #expect(withBytes(of: text) { CSVDelimiter.found(in: $0) } == delimiter.asciiValue)
  }
}
