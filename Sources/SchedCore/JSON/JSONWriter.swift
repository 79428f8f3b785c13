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

  package mutating func addStrings(_ name: String, _ values: [String]) {
    addList(name, values) { JSONString.append($1, to: &$0.bytes) }
  }

  /// Adds a number with all of its digits.
  package mutating func add(_ name: String, exact value: Float) {
    open(name)
    append(exact: value)
  }

  private mutating func append(exact value: Float) {
    if value.magnitude < 1e9, let whole = Int64(exactly: value) {
      append(whole)
    } else if value.isFinite {
      bytes.append(contentsOf: value.description.utf8)
    } else {
      bytes.append(contentsOf: "null".utf8)
    }
  }

  private mutating func append(_ whole: Int64) { JSONNumber.append(Int(whole), to: &bytes) }

  private mutating func open(_ name: String) {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
    JSONString.append(name, to: &bytes)
    bytes.append(UInt8(ascii: ":"))
  }
}

extension JSONWriter {
  /// Appends an array with what `body` adds to it by `element…`.
  package mutating func array(_ body: (inout JSONWriter) -> Void) {
    bytes.append(UInt8(ascii: "["))
    isFirst = true
    body(&self)
    bytes.append(UInt8(ascii: "]"))
    isFirst = false
  }

  private mutating func openElement() {
    if !isFirst { bytes.append(UInt8(ascii: ",")) }
    isFirst = false
  }

  package mutating func element(_ value: String) {
    openElement()
    JSONString.append(value, to: &bytes)
  }

  package mutating func element(exact value: Int64) {
    openElement()
    append(value)
  }

  /// A truth, or null.
  package mutating func element(_ value: Bool?) {
    openElement()
    bytes.append(contentsOf: (value.map { "\($0)" } ?? "null").utf8)
  }

  package mutating func elements(exact values: some Sequence<Float>) {
    openElement()
    array { list in
      for value in values {
        list.openElement()
        list.append(exact: value)
      }
    }
  }

  package mutating func elementObject(_ body: (inout JSONWriter) -> Void) {
    openElement()
    object(body)
  }
}
