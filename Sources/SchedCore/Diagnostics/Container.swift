/// What people hand to a tool in place of the lines of JSON, or the YAML, that it reads.
///
/// Such a source is wrong as a whole: it is told once, with its cure, and not once for each line. A
/// source that may be what is wanted is never called one: where the first line alone could be
/// either, the line after it decides.
package enum Container: CaseIterable, Sendable {
  case gzip, zstd
  /// An archive, or a workbook as XLSX.
  case zip
  /// A workbook as XLS, the form of Excel before 2007.
  case oldWorkbook
  case utf16
  case jsonArray
  /// Pretty-printed: objects of several lines each.
  case prettyJSON
  /// CSV, or the like with semicolons or tabs.
  case table
  /// iCalendar (RFC 5545).
  case calendar

  /// The container that begins with the bytes; nil for what is none, or cannot be told yet.
  ///
  /// More than the first 64 KiB are not looked at.
  package static func sniff(_ bytes: UnsafeBufferPointer<UInt8>) -> Container? {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    let text = Slice(base: bytes, bounds: 0..<min(bytes.count, 1 << 16))
    return binary(text) ?? Text(text.starts(with: mark) ? text.dropFirst(3) : text).container
  }

  /// What no text in UTF-8 begins with (RFC 1952, RFC 8878, PKWARE's APPNOTE; the Unicode standard,
  /// section 23.8).
  private static func binary(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) -> Container? {
    if bytes.starts(with: [0x1F, 0x8B]) { return .gzip }
    if bytes.starts(with: [0x28, 0xB5, 0x2F, 0xFD]) { return .zstd }
    if bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) { return .zip }
    if bytes.starts(with: [0xD0, 0xCF, 0x11, 0xE0]) { return .oldWorkbook }
    if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) { return .utf16 }
    let first = bytes.prefix(4).map { $0 == 0 }
    return first == [false, true, false, true] || first == [true, false, true, false]
      ? .utf16 : nil
  }
}

/// The first lines of a text in UTF-8.
private struct Text {
  /// The first line that is not blank, without blanks around it, and the next such line.
  private var first: Slice<UnsafeBufferPointer<UInt8>>
  private var second: Slice<UnsafeBufferPointer<UInt8>>?

  init(_ bytes: Slice<UnsafeBufferPointer<UInt8>>) {
    var rest = bytes
    first = Self.nextLine(of: &rest) ?? bytes.prefix(0)
    second = Self.nextLine(of: &rest)
  }

  /// Takes the next line that is not blank off the text.
  private static func nextLine(
    of rest: inout Slice<UnsafeBufferPointer<UInt8>>
  ) -> Slice<UnsafeBufferPointer<UInt8>>? {
    rest = rest.drop { isBlank($0) || $0 == UInt8(ascii: "\n") }
    guard !rest.isEmpty else { return nil }
    var line = rest.prefix { $0 != UInt8(ascii: "\n") }
    rest = rest[line.endIndex...]
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0D
  }

  var container: Container? {
    switch first.first {
    case nil: nil
    case UInt8(ascii: "{"): isPrettyObject ? .prettyJSON : nil
    case UInt8(ascii: "["): isArray ? .jsonArray : nil
    case _ where first.elementsEqual("BEGIN:VCALENDAR".utf8): .calendar
    default: isTable ? .table : nil
    }
  }

  /// Whether an object goes on in the next line, as nothing but JSON of several lines does.
  private var isPrettyObject: Bool {
    // A line that is cut short ends anywhere; one that is wrapped does so after one of these.
    guard let last = first.last, "{[,:".utf8.contains(last) else { return false }
    let end = Nesting(first)
    guard end.depth > 0, !end.isInString else { return false }
    guard let second else { return first.count == 1 }
    let isKey = second.first == UInt8(ascii: "\"")
    switch last {
    case UInt8(ascii: "{"): return isKey || second.first == UInt8(ascii: "}")
    case UInt8(ascii: ",") where end.isInObject: return isKey
    default: return isKey || isValue(second)
    }
  }

  /// Whether a line may go on with an array or a value, and is no object on a line of its own.
  private func isValue(_ line: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    guard let byte = line.first, "{[]-0123456789tfn".utf8.contains(byte) else { return false }
    return byte != UInt8(ascii: "{") || line.last != UInt8(ascii: "}")
  }

  /// Whether the array is the source, and not one bad line before good ones.
  private var isArray: Bool {
    guard let second, second.first == UInt8(ascii: "{") else { return true }
    return Nesting(first).depth > 0
  }

  /// Whether the line is a header: at least two names with the same separator between them, and nothing
  /// else but empty cells.
  private var isTable: Bool {
    if first.count == 5, first.starts(with: "sep=".utf8) { return true }
    if second?.first == UInt8(ascii: "{") { return false }
    return ",;\t".utf8.contains { separator in
      let cells = Self.cells(of: first, separator: separator).filter { !$0.isEmpty }
      return cells.count > 1 && cells.allSatisfy(Self.isName)
    }
  }

  /// The cells of a line, with their quotes, in which a separator is none.
  private static func cells(
    of line: Slice<UnsafeBufferPointer<UInt8>>, separator: UInt8
  ) -> [Slice<UnsafeBufferPointer<UInt8>>] {
    var isQuoted = false
    return line.split(omittingEmptySubsequences: false) { byte in
      if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
      return byte == separator && !isQuoted
    }
  }

  /// Whether the cell may be a column's name: words of letters, digits and some signs.
  ///
  /// No colon, which YAML has after its keys; a sentence is longer, or ends in another sign.
  private static func isName(_ cell: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let quote = UInt8(ascii: "\"")
    var name = cell.drop(while: isBlank)
    while let last = name.last, isBlank(last) { name.removeLast() }
    if name.count > 1, name.first == quote, name.last == quote {
      name = name.dropFirst().dropLast()
    }
    guard let first = name.first, name.count <= 60 else { return false }
    return isLetter(first)
      && name.allSatisfy { isLetter($0) || " 0123456789-./()%&$'#?+,;".utf8.contains($0) }
  }

  /// A letter of ASCII, a low line, or a part of any other character.
  private static func isLetter(_ byte: UInt8) -> Bool {
    byte | 0x20 &- UInt8(ascii: "a") < 26 || byte == UInt8(ascii: "_") || byte >= 0x80
  }
}

/// Where in a JSON text its first line ends.
private struct Nesting {
  /// How many objects and arrays are open; below 0 where more were closed.
  private(set) var depth = 0
  private(set) var isInString = false
  /// Whether the innermost that is open is an object.
  private(set) var isInObject = false

  init(_ line: Slice<UnsafeBufferPointer<UInt8>>) {
    var isEscaped = false
    var open: [Bool] = []
    for byte in line {
      if isInString {
        if byte == UInt8(ascii: "\""), !isEscaped { isInString = false }
        isEscaped = byte == UInt8(ascii: "\\") && !isEscaped
        continue
      }
      switch byte {
      case UInt8(ascii: "\""): isInString = true
      case UInt8(ascii: "{"), UInt8(ascii: "["): open.append(byte == UInt8(ascii: "{"))
      case UInt8(ascii: "}"), UInt8(ascii: "]"): _ = open.popLast()
      default: break
      }
    }
    (depth, isInObject) = (open.count, open.last ?? false)
  }
}

extension Container {
  /// What a source should have been.
  package enum Wanted: String, Sendable {
    case jsonLines = "JSON Lines"
    case yaml = "YAML"
    case export = "CSV or JSON"
  }
}

extension Message {
  /// `this is a CSV table, not JSON Lines (sched-import export.csv makes records of it)`.
  package static func wrongContainer(
    _ container: Container, in source: String, wanted: Container.Wanted
  ) -> Message {
    let file = isPlainName(source) ? " \(source)" : ""
    let isYAML = wanted == .yaml
    let (what, cure) =
      switch container {
      case .gzip: ("compressed with gzip", "zcat\(file) unpacks it")
      case .zstd: ("compressed with zstd", "zstdcat\(file) unpacks it")
      case .zip:
        ("a ZIP archive, such as an XLSX workbook", "xlsx2csv\(file) makes a CSV table of it")
      case .oldWorkbook:
        (
          "a workbook of the old form XLS",
          "libreoffice --convert-to csv\(file) makes a CSV table of it"
        )
      case .utf16: ("UTF-16", "iconv -f UTF-16 -t UTF-8\(file) converts it")
      case .jsonArray: ("a JSON array", "jq -c '.[]'\(file) makes a line of each element")
      case .prettyJSON: ("pretty-printed JSON", "jq -c .\(file) makes a line of each object")
      case .table where isYAML: ("a CSV table", "a mapping such as {key: value} is needed")
      case .table: ("a CSV table", "sched-import\(file) makes records of it")
      case .calendar where isYAML:
        ("an iCalendar file", "write its dates as YAML: see sched-calendar(5)")
      case .calendar where wanted == .export:
        ("an iCalendar file", "export the posts as CSV or JSON")
      case .calendar: ("an iCalendar file", "records are JSON objects, one a line: see sched(7)")
      }
    let other = container == .utf16 ? "UTF-8" : wanted.rawValue
    return Message(
      "this is \(what), not \(other) (\(cure))", at: Place(file: source),
      status: isYAML ? .configuration : .badData)
  }

  /// Whether a shell takes the name for one file, as it stands.
  private static func isPlainName(_ name: String) -> Bool {
    !name.hasPrefix("-")
      && name.utf8.allSatisfy { byte in
        byte | 0x20 &- UInt8(ascii: "a") < 26 || "0123456789_-./+@,".utf8.contains(byte)
          || byte >= 0x80
      }
  }
}
