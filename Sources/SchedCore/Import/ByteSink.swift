import Glibc

/// Bytes that are written one after another, much as to an array, without a check for each whether
/// somebody else holds them: a record is some sixty small pieces.
///
/// Who makes one frees it.
struct ByteSink {
  private var base: UnsafeMutablePointer<UInt8>
  private var capacity: Int
  private(set) var count = 0

  init(capacity: Int = 1 << 16) {
    self.capacity = max(64, capacity)
    base = .allocate(capacity: self.capacity)
  }

  func deallocate() { base.deallocate() }

  /// What was written from an offset on.
  func bytes(from start: Int = 0) -> UnsafeBufferPointer<UInt8> {
    UnsafeBufferPointer(start: base + start, count: count - start)
  }

  /// Forgets what was written from an offset on.
  mutating func truncate(to count: Int) { self.count = min(count, self.count) }

  /// Makes room for so many more bytes.
  @inline(__always)
  private mutating func reserve(_ more: Int) {
    if count + more > capacity { grow(more) }
  }

  private mutating func grow(_ more: Int) {
    let old = base
    capacity = max(2 * capacity, count + more)
    base = .allocate(capacity: capacity)
    memcpy(base, old, count)
    old.deallocate()
  }

  @inline(__always)
  mutating func append(_ byte: UInt8) {
    reserve(1)
    base[count] = byte
    count += 1
  }

  @inline(__always)
  mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
    guard let source = bytes.baseAddress else { return }
    reserve(bytes.count)
    memcpy(base + count, source, bytes.count)
    count += bytes.count
  }

  mutating func append(_ bytes: [UInt8]) { bytes.withUnsafeBufferPointer { append($0) } }

  @inline(__always)
  mutating func append(_ text: StaticString) {
    append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  /// Appends text in quotation marks; see `JSONString`.
  mutating func appendString(_ text: UnsafeBufferPointer<UInt8>) {
    append(UInt8(ascii: "\""))
    guard JSONString.needsEscapes(text) else {
      append(text)
      append(UInt8(ascii: "\""))
      return
    }
    var escaped: [UInt8] = []
    JSONString.append(text, to: &escaped)
    escaped[1...].withUnsafeBufferPointer { append($0) }
  }

  /// Appends a number, a whole one without a point.
  mutating func append(_ number: Double) {
    guard let whole = Int(exactly: number), whole.magnitude < 1 << 53 else {
      var text: [UInt8] = []
      JSONNumber.append(number, to: &text)
      return append(text)
    }
    var rest = whole.magnitude
    reserve(20)
    if whole < 0 { append(UInt8(ascii: "-")) }
    var length = 1
    var power: UInt = 10
    while rest >= power {
      length += 1
      power &*= 10
    }
    for index in stride(from: count + length - 1, through: count, by: -1) {
      base[index] = UInt8(ascii: "0") + UInt8(truncatingIfNeeded: rest % 10)
      rest /= 10
    }
    count += length
  }

  /// Appends an instant in quotation marks.
  mutating func append(_ instant: Instant) {
    append(UInt8(ascii: "\""))
    let second = instant.seconds
    guard instant.milliseconds == second * 1000 else {
      var text: [UInt8] = []
      instant.append(to: &text)
      append(text)
      return append(UInt8(ascii: "\""))
    }
    let date = CivilDate(daysSinceEpoch: instant.utcDay)
    let ofDay = Int(second) - instant.utcDay * 86_400
    append(date.year / 100, "")
    append(date.year % 100, "-")
    append(date.month, "-")
    append(date.day, "T")
    append(ofDay / 3600, ":")
    append(ofDay / 60 % 60, ":")
    append(ofDay % 60, "Z")
    append(UInt8(ascii: "\""))
  }

  /// Appends two digits, and what follows them.
  @inline(__always)
  private mutating func append(_ twoDigits: Int, _ after: StaticString) {
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: twoDigits / 10))
    append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: twoDigits % 10))
    append(after)
  }
}
