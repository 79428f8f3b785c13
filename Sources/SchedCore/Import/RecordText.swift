/// Writes the fields of a record one after another.
struct RecordText {
  var bytes: [UInt8]

  /// Begins the object.
  mutating func begin() { bytes.append(UInt8(ascii: "{")) }

  /// Adds fields that were written, a comma before the first.
  mutating func add(_ fields: [UInt8]) {
    bytes.append(contentsOf: bytes.last == UInt8(ascii: "{") ? fields[1...] : fields[...])
  }

  private mutating func open(_ name: FieldName) {
    bytes.append(contentsOf: bytes.last == UInt8(ascii: "{") ? "\"".utf8 : ",\"".utf8)
    bytes.append(contentsOf: name.bytes)
    bytes.append(contentsOf: "\":".utf8)
  }

  private mutating func open(_ name: String) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    JSONString.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }

  mutating func add(_ name: FieldName, _ text: UnsafeBufferPointer<UInt8>) {
    open(name)
    JSONString.append(text, to: &bytes)
  }

  mutating func add(_ name: String, _ text: UnsafeBufferPointer<UInt8>) {
    open(name)
    JSONString.append(text, to: &bytes)
  }

  mutating func add(_ name: FieldName, _ text: String) {
    open(name)
    JSONString.append(text, to: &bytes)
  }

  mutating func add(_ name: FieldName, _ instant: Instant) {
    open(name)
    bytes.append(UInt8(ascii: "\""))
    instant.append(to: &bytes)
    bytes.append(UInt8(ascii: "\""))
  }

  mutating func add(_ name: FieldName, _ number: Double) {
    open(name)
    Self.append(number, to: &bytes)
  }

  /// Adds the metrics as an object; none where there are none.
  mutating func add(_ metrics: [(name: MetricName, value: Double)]) {
    guard !metrics.isEmpty else { return }
    open(PostField.metrics)
    bytes.append(UInt8(ascii: "{"))
    for (index, metric) in metrics.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      bytes.append(contentsOf: metric.name.opening)
      Self.append(metric.value, to: &bytes)
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private static func append(_ number: Double, to bytes: inout [UInt8]) {
    if let whole = Int(exactly: number), whole.magnitude < 1 << 53 {
      JSONNumber.append(whole, to: &bytes)
    } else {
      JSONNumber.append(number, to: &bytes)
    }
  }
}
