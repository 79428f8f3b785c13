/// The way to a value in a record of JSON, which is the name of a column there.
///
///     snippet.publishedAt
///     insights.data[saved].values[0].value
///
/// `[0]` is an index; `[saved]` is the element whose `name` is `saved`.
struct JSONPath: Sendable {
  private enum Step: Sendable {
    case key(String)
    case index(Int)
    case named(String)
  }

  private let steps: [Step]

  /// - Parameter text: `.` is the value itself.
  init(_ text: String) {
    var steps: [Step] = []
    for part in text.split(separator: ".") {
      let pieces = part.split(separator: "[", omittingEmptySubsequences: false)
      if let key = pieces.first, !key.isEmpty { steps.append(.key(String(key))) }
      for piece in pieces.dropFirst() {
        let inner = piece.hasSuffix("]") ? piece.dropLast() : piece
        steps.append(Int(inner).map { .index($0) } ?? .named(String(inner)))
      }
    }
    self.steps = steps
  }

  /// The span of the value that the path leads to; nil if there is none.
  func find(in spans: JSONSpans, at start: Int) -> Range<Int>? {
    var span = start..<spans.bytes.count
    for step in steps {
      let next: Range<Int>?
      switch step {
      case .key(let name): next = spans.member(name, at: span.lowerBound)
      case .index(let index):
        let elements = spans.elements(at: span.lowerBound)
        next = elements.indices.contains(index) ? elements[index] : nil
      case .named(let name):
        next = spans.elements(at: span.lowerBound).first {
          spans.member("name", at: $0.lowerBound).flatMap(spans.text) == name
        }
      }
      guard let next else { return nil }
      span = next
    }
    return span
  }
}

extension JSONPath {
  /// The paths to all single values of a record, in order: the names of its columns.
  ///
  /// Of arrays of objects with names each element is told by its name, of others the first.
  static func all(in spans: JSONSpans, at start: Int, deepest: Int = 8) -> [String] {
    var paths: [String] = []
    collect(spans, start, "", deepest, &paths)
    return paths
  }

  private static func collect(
    _ spans: JSONSpans, _ start: Int, _ path: String, _ depth: Int, _ paths: inout [String]
  ) {
    guard depth > 0, start < spans.bytes.count else { return }
    switch spans.bytes[start] {
    case UInt8(ascii: "{"):
      for (key, value) in spans.members(at: start) {
        let name = JSONString.decode(UnsafeBufferPointer(rebasing: spans.bytes[key]))
        collect(spans, value.lowerBound, path.isEmpty ? name : "\(path).\(name)", depth - 1, &paths)
      }
    case UInt8(ascii: "["):
      let elements = spans.elements(at: start)
      let names = elements.map { spans.member("name", at: $0.lowerBound).flatMap(spans.text) }
      if !elements.isEmpty, names.allSatisfy({ $0 != nil }) {
        for (element, name) in zip(elements, names) {
          collect(spans, element.lowerBound, "\(path)[\(name ?? "")]", depth - 1, &paths)
        }
      } else if let first = elements.first {
        collect(spans, first.lowerBound, "\(path)[0]", depth - 1, &paths)
      }
    default: paths.append(path)
    }
  }
}
