/// Writes objects and lists member by member, for the records that a tool makes by itself.
///
///     var writer = JSONWriter()
///     writer.object { $0.add("kind", "kpi"); $0.add("posts", 17) }
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  /// Whether the next member is the first of its object or list.
  private var isFirst = true

  package init() {}

  /// Appends an object with what `body` adds to it.
  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "{"))
    isFirst = true
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    isFirst = false
  }

  /// Appends an object on a line of its own.
  package mutating func line(_ body: (inout JSONWriter) -> Void) {
    object(body)
    bytes.append(UInt8(ascii: "\n"))
  }

  package mutating func add(_ name: String, _ value: String) {
    open(name)
    JSONString.append(value, to: &bytes)
  }

  package mutating func add(_ name: String, _ value: Int) {
    open(name)
    bytes.append(contentsOf: "\(value)".utf8)
  }

  package mutating func add(_ name: String, _ value: Bool) {
    open(name)
    bytes.append(contentsOf: "\(value)".utf8)
  }

  /// Adds a number to six significant digits, more being noise; null where it is not finite.
  package mutating func add(_ name: String, _ value: Double) {
    open(name)
    JSONNumber.append(JSONNumber.rounded(value), to: &bytes)
  }

  package mutating func addObject(_ name: String, _ body: (inout JSONWriter) -> Void) {
    open(name)
    object(body)
  }

  /// Adds a list, each element made by `body` with one call of `element…`.
  package mutating func addList<Element>(
    _ name: String, _ elements: some Sequence<Element>,
    _ body: (inout JSONWriter, Element) -> Void
  ) {
    open(name)
    bytes.append(UInt8(ascii: "["))
    for (index, element) in elements.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      isFirst = true
      body(&self, element)
    }
    bytes.append(UInt8(ascii: "]"))
    isFirst = false
  }

  /// Adds a list of numbers to six significant digits.
  package mutating func add(_ name: String, _ values: [Double]) {
    addList(name, values) { JSONNumber.append(JSONNumber.rounded($1), to: &$0.bytes) }
  }

  /// Appends a row of a table, `["2026-11-23",10,2]`, for `body` of `addList`.
  package mutating func row(_ head: String, _ counts: Int...) {
    bytes.append(UInt8(ascii: "["))
    JSONString.append(head, to: &bytes)
    for count in counts { bytes.append(contentsOf: ",\(count)".utf8) }
    bytes.append(UInt8(ascii: "]"))
  }

  private mutating func open(_ name: String) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    JSONString.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }
}
