import SchedCore

/// How exports write things.
enum ForeignCell {
  /// Captions as people write them: over several lines, with quotes in them.
  static let captions = [
    "New on the shelf: Sidamo natural", "She said: \"the best I had\"\nAnd she meant it.",
    "Three things we learned,\n\n1. grind finer; 2. wait; 3. smile",
    "\"\"Twice quoted\"\" is no typo",
    "Café, Kölsch & ☕️ – schön", "100% arabica, 0% regrets", "Tap\tspace\tdouble tap",
  ]

  static func caption(_ number: Int) -> String { captions[number % captions.count] + " #\(number)" }

  /// `12,400`.
  static func grouped(_ number: Int, _ mark: String = ",") -> String {
    number < 1000
      ? "\(number)" : grouped(number / 1000, mark) + mark + "\(number % 1000 + 1000)".dropFirst()
  }

  /// `6.98` for 698 and two places.
  static func decimal(_ number: Int, places: Int, _ mark: String = ".") -> String {
    let digits = String(repeating: "0", count: max(0, places + 1 - "\(number)".count)) + "\(number)"
    return digits.dropLast(places) + mark + digits.suffix(places)
  }

  /// `1.2K`, with what it says.
  static func compact(_ number: Int) -> (text: String, value: Int) {
    guard number >= 1000 else { return ("\(number)", number) }
    return (decimal(number / 100, places: 1) + "K", number / 100 * 100)
  }

  /// `0:02:42`.
  static func duration(_ seconds: Int) -> String {
    "\(seconds / 3600):" + "\(seconds / 60 % 60 + 100)".dropFirst() + ":"
      + "\(seconds % 60 + 100)".dropFirst()
  }

  /// `2:42`.
  static func shortDuration(_ seconds: Int) -> String {
    "\(seconds / 60):" + "\(seconds % 60 + 100)".dropFirst()
  }

  /// A string of JSON.
  static func json(_ text: String) -> String {
    var quoted = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": quoted += "\\\""
      case "\\": quoted += "\\\\"
      case "\n": quoted += "\\n"
      case "\t": quoted += "\\t"
      default: quoted.unicodeScalars.append(scalar)
      }
    }
    return quoted + "\""
  }
}

/// A table as RFC 4180 has it, or nearly so.
struct ForeignTable {
  var rows: [[String]]
  var separator = ","
  var quotesAll = false
  var lineEnd = "\n"
  var hasMark = false

  var bytes: [UInt8] { (hasMark ? [0xEF, 0xBB, 0xBF] : []) + Array(text.utf8) }

  var text: String {
    rows.map { $0.map(cell).joined(separator: separator) + lineEnd }.joined()
  }

  private func cell(_ text: String) -> String {
    let isPlain = !text.unicodeScalars.contains {
      $0 == "\"" || $0 == "\n" || $0 == "\r" || separator.unicodeScalars.contains($0)
    }
    return isPlain && !quotesAll ? text : "\"" + text.replacing("\"", with: "\"\"") + "\""
  }
}

/// Ids that carry a clock, as the platforms make them.
enum ForeignID {
  static func x(_ instant: Int64, _ random: inout SeededGenerator) -> String {
    "\(UInt64(instant * 1000 - 1_288_834_974_657) << 22 | random.next() >> 42)"
  }

  static func tikTok(_ instant: Int64, _ random: inout SeededGenerator) -> String {
    "\(UInt64(instant) << 32 | random.next() >> 32)"
  }

  static func linkedIn(_ instant: Int64, _ random: inout SeededGenerator) -> String {
    "\(UInt64(instant * 1000) << 22 | random.next() >> 42)"
  }

  /// The shortcode in the link of a post.
  static func instagram(_ instant: Int64, _ random: inout SeededGenerator) -> String {
    var number = UInt64(instant * 1000 - 1_314_220_021_721) << 23 | random.next() >> 41
    var code: [Character] = []
    while number > 0 {
      code.append(alphabet[Int(number % 64)])
      number /= 64
    }
    return String(code.reversed())
  }

  /// Eleven letters of base 64 that mean nothing; one in twenty begins with a hyphen.
  static func youTube(_ number: Int, _ random: inout SeededGenerator) -> String {
    let code = (0..<11).map { _ in alphabet[random.next(below: 64)] }
    return number % 20 == 7 ? "-" + String(code.dropFirst()) : String(code)
  }

  /// So many digits that mean nothing, the first of which are given.
  static func digits(_ first: String, _ count: Int, _ random: inout SeededGenerator) -> String {
    first + (first.count..<count).map { _ in "\(random.next(below: 10))" }.joined()
  }

  static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_")
}
