/// Writes records, field by field.
struct RecordText {
  private(set) var sink: ByteSink
  private var isFirst = true

  init(_ sink: ByteSink) { self.sink = sink }

  var count: Int { sink.count }

  mutating func truncate(to count: Int) { sink.truncate(to: count) }

  mutating func begin() {
    sink.append(UInt8(ascii: "{"))
    isFirst = true
  }

  mutating func end() { sink.append(ascii: "}\n") }

  /// Adds what was written of a record: its fields, each after a comma, but for the first.
  mutating func add(written bytes: UnsafeBufferPointer<UInt8>) {
    sink.append(contentsOf: bytes)
    isFirst = false
  }

  @inline(__always)
  private mutating func open() {
    if !isFirst { sink.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  @inline(__always)
  private mutating func open(_ name: FieldName) {
    open()
    sink.append(UInt8(ascii: "\""))
    sink.append(contentsOf: name.bytes)
    sink.append(ascii: "\":")
  }

  mutating func add(_ name: FieldName, _ text: UnsafeBufferPointer<UInt8>) {
    open(name)
    JSONString.append(text, to: &sink)
  }

  mutating func add(_ name: FieldName, _ text: String) {
    open(name)
    JSONString.append(text, to: &sink)
  }

  mutating func add(_ name: FieldName, _ instant: Instant) {
    open(name)
    sink.append(UInt8(ascii: "\""))
    instant.append(to: &sink)
    sink.append(UInt8(ascii: "\""))
  }

  mutating func add(_ name: FieldName, _ number: Double) {
    open(name)
    JSONNumber.append(number, to: &sink)
  }

  mutating func add(_ name: RecordName, _ text: UnsafeBufferPointer<UInt8>) {
    open()
    sink.append(contentsOf: name.opening)
    JSONString.append(text, to: &sink)
  }

  /// Adds fields that were written before, without a comma at either end.
  mutating func add(fields: UnsafeBufferPointer<UInt8>) {
    open()
    sink.append(contentsOf: fields)
  }

  /// Adds the metrics as an object; none where there are none.
  mutating func add(_ metrics: [(name: RecordName, value: Double)]) {
    guard !metrics.isEmpty else { return }
    beginMetrics()
    for metric in metrics { addMetric(metric.name, metric.value) }
    endMetrics()
  }

  mutating func beginMetrics() {
    open(PostField.metrics)
    begin()
  }

  @inline(__always)
  mutating func addMetric(_ name: RecordName, _ value: Double) {
    open()
    sink.append(contentsOf: name.opening)
    JSONNumber.append(value, to: &sink)
  }

  mutating func endMetrics() {
    sink.append(UInt8(ascii: "}"))
    isFirst = false
  }
}
