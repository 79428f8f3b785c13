/// What the cells of one column look like, for a person who writes a source for them.
struct ColumnShape {
  /// Different words up to which a column may be one of types; chosen.
  private static let mostWords = 12
  private static let longestWord = 30

  private var rows = 0
  private var filled = 0
  private var numbers = 0
  private var percents = 0
  private var durations = 0
  private var links = 0
  private var timesRead: [Int]
  private let formats: [TimeFormat]
  private var example = ""
  /// Different texts in the order in which they come; nil once they are too many or too long.
  private var words: [String]? = []

  init(formats: [TimeFormat]) {
    self.formats = formats
    timesRead = Array(repeating: 0, count: formats.count)
  }

  mutating func add(_ cell: UnsafeBufferPointer<UInt8>, isMissing: Bool) {
    rows += 1
    guard !isMissing else { return }
    filled += 1
    let text = String(decoding: cell, as: UTF8.self)
    if example.isEmpty { example = text }
    if let number = NumberCell(cell) {
      numbers += 1
      if number.isPercent { percents += 1 }
    }
    if DurationCell.seconds(cell) != nil { durations += 1 }
    if cell.starts(with: "http".utf8) { links += 1 }
    for (index, format) in formats.enumerated() where format.read(cell) != nil {
      timesRead[index] += 1
    }
    if let known = words, !known.contains(text) {
      let isTooMuch = known.count == Self.mostWords || text.count > Self.longestWord
      words = isTooMuch ? nil : known + [text]
    }
  }

  /// The formats that read every cell; several where the order of day and month is open.
  var times: [TimeFormat] {
    guard filled > 0 else { return [] }
    return formats.indices.filter { timesRead[$0] == filled }.map { formats[$0] }
  }

  /// Whether all cells may be times of day, as 18:30.
  var isClock: Bool { filled > 0 && durations == filled && numbers == 0 }

  var isNumber: Bool { filled > 0 && numbers == filled }

  /// Words that recur, as types do.
  var recurringWords: [String]? {
    guard let words, filled >= 2 * words.count, !words.isEmpty, !isNumber else { return nil }
    return words
  }

  /// `  97 %`, of the rows.
  var share: String {
    let percent = rows == 0 ? 0 : Int((Double(filled) / Double(rows) * 100).rounded(.down))
    return String(repeating: " ", count: percent < 10 ? 2 : percent < 100 ? 1 : 0) + "\(percent) %"
  }

  /// What a person would call it.
  var inWords: String {
    let such = ", such as \(Quoting.quoted(example))"
    if filled == 0 { return "empty" }
    if let format = times.first {
      let other = format.dateOrder.flatMap { order in
        times.first { $0.dateOrder.map { $0 != order } ?? false }
      }
      let open = other.map { " or \($0.text): --date-order tells" } ?? ""
      return "time, \(format.text)\(open)\(such)"
    }
    if durations == filled, !isNumber { return "duration\(such)" }
    if isNumber { return (percents > 0 ? "per cent" : "number") + such }
    if links == filled { return "link\(such)" }
    if let words = recurringWords {
      return "words: \(words.map(Quoting.quoted).joined(separator: ", "))"
    }
    return "text\(such)"
  }
}
