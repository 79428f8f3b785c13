/// A TZif file (RFC 9636, versions 1 to 4) as transitions.
///
///     header(44) | version 1 data | header(44) | version 2+ data, 64 bits | \n footer \n
///
/// The 64-bit data counts where there is some. Every count is checked against the file's size
/// before anything is read. Instants have no leap seconds; files that count them, those of
/// `right/`, come out as if they did not.
package struct TimeZoneFile: Equatable {
  /// Seconds since the epoch, ascending.
  private(set) var transitions: [Int64] = []
  /// The offset from each transition on, in seconds ahead of UTC.
  private(set) var offsets: [Int] = []
  /// The offset before the first transition.
  private(set) var firstOffset = 0
  /// What holds behind the last transition; nil where the last offset stays.
  private(set) var footer: PosixZoneRule?

  /// - Throws: what makes the bytes no TZif file.
  package init(_ bytes: [UInt8]) throws(Message) {
    var reader = TimeZoneReader(bytes: bytes)
    var header = try reader.header()
    if header.version == 1 {
      try readData(header, timeBytes: 4, from: &reader)
    } else {
      try reader.skip(header.dataCount(timeBytes: 4))
      header = try reader.header()
      try readData(header, timeBytes: 8, from: &reader)
      try readFooter(from: &reader)
    }
  }

  private mutating func readData(
    _ header: TimeZoneReader.Header, timeBytes: Int, from reader: inout TimeZoneReader
  ) throws(Message) {
    guard header.typeCount > 0, header.dataCount(timeBytes: timeBytes) <= reader.remaining else {
      throw .truncated
    }
    for _ in 0..<header.timeCount { transitions.append(try reader.signed(bytes: timeBytes)) }
    var types: [Int] = []
    for _ in 0..<header.timeCount { types.append(Int(try reader.signed(bytes: 1)) & 0xFF) }
    var typeOffsets: [Int] = []
    for _ in 0..<header.typeCount {
      let offset = Int(try reader.signed(bytes: 4))
      // RFC 9636, section 3.2, recommends -89999 to 93599; two days are beyond any doubt.
      guard abs(offset) < 172_800 else { throw .malformed("an offset of \(offset) seconds") }
      typeOffsets.append(offset)
      try reader.skip(2)
    }
    guard types.allSatisfy({ $0 < typeOffsets.count }) else {
      throw .malformed("a transition to a type that is not there")
    }
    offsets = types.map { typeOffsets[$0] }
    firstOffset = typeOffsets[0]
    try reader.skip(header.characterCount)
    try removeLeapSeconds(header.leapCount, timeBytes: timeBytes, from: &reader)
    guard zip(transitions, transitions.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw .malformed("transitions that do not ascend")
    }
    try reader.skip(header.standardCount + header.utcCount)
  }

  /// Subtracts from each transition the leap seconds that were inserted before it.
  private mutating func removeLeapSeconds(
    _ count: Int, timeBytes: Int, from reader: inout TimeZoneReader
  ) throws(Message) {
    var correction: Int64 = 0
    var index = 0
    for record in 0...count {
      let isLast = record == count
      let time = isLast ? .max : try reader.signed(bytes: timeBytes)
      while index < transitions.count, isLast || transitions[index] < time {
        // Wraps only at times that are no instants.
        transitions[index] &-= correction
        index += 1
      }
      if !isLast { correction = try reader.signed(bytes: 4) }
    }
  }

  private mutating func readFooter(from reader: inout TimeZoneReader) throws(Message) {
    guard let text = reader.footer() else { throw .malformed("no footer") }
    guard !text.isEmpty else { return }
    guard let rule = PosixZoneRule(text) else { throw .malformed("an unknown rule in its footer") }
    footer = rule
  }
}

/// Reads big-endian numbers, and never behind the end.
private struct TimeZoneReader {
  struct Header {
    var version: Int
    var utcCount: Int
    var standardCount: Int
    var leapCount: Int
    var timeCount: Int
    var typeCount: Int
    var characterCount: Int

    func dataCount(timeBytes: Int) -> Int {
      timeCount * (timeBytes + 1) + typeCount * 6 + characterCount + leapCount * (timeBytes + 4)
        + standardCount + utcCount
    }
  }

  let bytes: [UInt8]
  private var at = 0

  init(bytes: [UInt8]) { self.bytes = bytes }

  var remaining: Int { bytes.count - at }

  mutating func header() throws(Message) -> Header {
    guard remaining >= 44 else { throw .truncated }
    guard Array(bytes[at..<at + 4]) == Array("TZif".utf8) else {
      throw .malformed("no TZif header")
    }
    let version = bytes[at + 4]
    guard version == 0 || (UInt8(ascii: "2")...UInt8(ascii: "4")).contains(version) else {
      throw .malformed("an unknown version")
    }
    at += 20
    var counts: [Int] = []
    for _ in 0..<6 { counts.append(Int(try signed(bytes: 4)) & 0xFFFF_FFFF) }
    return Header(
      version: version == 0 ? 1 : 2, utcCount: counts[0], standardCount: counts[1],
      leapCount: counts[2], timeCount: counts[3], typeCount: counts[4], characterCount: counts[5])
  }

  mutating func signed(bytes count: Int) throws(Message) -> Int64 {
    guard remaining >= count else { throw .truncated }
    var value = Int64(Int8(bitPattern: bytes[at]))
    for byte in bytes[at + 1..<at + count] { value = value << 8 | Int64(byte) }
    at += count
    return value
  }

  mutating func skip(_ count: Int) throws(Message) {
    guard count <= remaining else { throw .truncated }
    at += count
  }

  /// The text between the two line ends at the file's end, or nil.
  func footer() -> ArraySlice<UInt8>? {
    guard remaining >= 2, bytes[at] == UInt8(ascii: "\n"),
      let end = bytes[(at + 1)...].firstIndex(of: UInt8(ascii: "\n"))
    else { return nil }
    return bytes[at + 1..<end]
  }
}

extension Message {
  fileprivate static var truncated: Message { malformed("a truncated end") }

  fileprivate static func malformed(_ what: String) -> Message {
    Message("not a time zone file (it has \(what))", status: .configuration)
  }
}
