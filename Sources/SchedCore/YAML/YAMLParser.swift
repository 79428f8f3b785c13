import CLibYAML

/// Reads a file that a person wrote into nodes with places.
///
/// libyaml turns bytes into events, and this is the only file that knows libyaml; `YAMLBuilder` turns
/// events into nodes, depth first. The bounds hold after aliases are expanded: an alias shares the
/// nodes of its anchor and costs no memory, but it counts as all of them, so that what walks the
/// nodes later is bounded too. A bomb of nested aliases ("billion laughs") is refused at its first
/// alias that goes too far, and nothing of it is built.
///
/// What is left out, by intent: several documents, tags beside the core schema's, merge keys `<<`.
package enum YAMLParser {
  /// The deepest nesting; chosen, the built-in platforms have 8 levels.
  package static let greatestDepth = 64
  /// The most nodes; chosen, far more than anybody writes by hand.
  package static let mostNodes = 100_000
  /// The longest file in bytes, the filter contract's longest line.
  package static let mostBytes = 16 << 20

  /// The only document of the bytes (UTF-8, or UTF-16 with a byte-order mark); nil if it is empty.
  ///
  /// The file's name is for the places only.
  /// - Throws: the first fault, with its place and status 78.
  package static func parse(bytes: [UInt8], file: String) throws(Message) -> YAMLNode? {
    guard bytes.count <= mostBytes else { throw .tooLong(file) }
    return try bytes.withUnsafeBufferPointer { buffer throws(Message) -> YAMLNode? in
      var builder = YAMLBuilder(events: YAMLEventReader(buffer, file: file))
      return try builder.document()
    }
  }
}

/// libyaml's events, one at a time, from bytes that outlive the reader.
final class YAMLEventReader {
  private let parser: UnsafeMutablePointer<yaml_parser_t>
  private let bytes: UnsafeBufferPointer<UInt8>
  private let file: String
  private let isReady: Bool

  init(_ bytes: UnsafeBufferPointer<UInt8>, file: String) {
    self.bytes = bytes
    self.file = file
    // libyaml keeps pointers into the parser and into the bytes, so neither may move.
    parser = .allocate(capacity: 1)
    parser.initialize(to: yaml_parser_t())
    isReady = yaml_parser_initialize(parser) == 1
    if isReady { yaml_parser_set_input_string(parser, bytes.baseAddress, bytes.count) }
  }

  deinit {
    if isReady { yaml_parser_delete(parser) }
    parser.deallocate()
  }

  /// The next event; after the end of the stream there is none to ask for.
  /// - Throws: what is wrong with the text, in libyaml's words, or with a tag.
  func next() throws(Message) -> YAMLEvent {
    var event = yaml_event_t()
    guard isReady, yaml_parser_parse(parser, &event) == 1 else { throw fault() }
    defer { yaml_event_delete(&event) }
    let place = place(of: event.start_mark)
    switch event.type {
    case YAML_DOCUMENT_START_EVENT:
      return YAMLEvent(kind: .documentStart, anchor: nil, place: place)
    case YAML_STREAM_END_EVENT:
      return YAMLEvent(kind: .streamEnd, anchor: nil, place: place)
    case YAML_SEQUENCE_END_EVENT, YAML_MAPPING_END_EVENT:
      return YAMLEvent(kind: .end, anchor: nil, place: place)
    case YAML_ALIAS_EVENT:
      let name = text(event.data.alias.anchor) ?? ""
      return YAMLEvent(kind: .alias(name), anchor: nil, place: place)
    case YAML_SCALAR_EVENT:
      let data = event.data.scalar
      let tag = try coreTag(text(data.tag), among: YAMLEventReader.scalarTags, at: place)
      let value = UnsafeBufferPointer(start: data.value, count: data.length)
      let isPlain = data.style == YAML_PLAIN_SCALAR_STYLE && tag != "str"
      let kind = YAMLEvent.Kind.scalar(String(decoding: value, as: UTF8.self), isPlain: isPlain)
      return YAMLEvent(kind: kind, anchor: text(data.anchor), place: place)
    case YAML_SEQUENCE_START_EVENT:
      let data = event.data.sequence_start
      _ = try coreTag(text(data.tag), among: ["seq"], at: place)
      return YAMLEvent(kind: .sequenceStart, anchor: text(data.anchor), place: place)
    case YAML_MAPPING_START_EVENT:
      let data = event.data.mapping_start
      _ = try coreTag(text(data.tag), among: ["map"], at: place)
      return YAMLEvent(kind: .mappingStart, anchor: text(data.anchor), place: place)
    default:
      return YAMLEvent(kind: .other, anchor: nil, place: place)
    }
  }
}

extension YAMLEventReader {
  private static let scalarTags = ["str", "int", "float", "bool", "null"]
  private static let coreTagPrefix = "tag:yaml.org,2002:"

  /// The tag's name if it is one of the core schema's for this kind of node; nil for no tag.
  private func coreTag(
    _ tag: String?, among allowed: [String], at place: Place
  ) throws(Message) -> String? {
    guard let tag, tag != "!" else { return nil }
    guard tag.hasPrefix(YAMLEventReader.coreTagPrefix) else { throw .tag(tag, at: place) }
    let name = String(tag.dropFirst(YAMLEventReader.coreTagPrefix.count))
    guard allowed.contains(name) else { throw .tag("!!\(name)", at: place) }
    return name
  }

  private func text(_ characters: UnsafeMutablePointer<yaml_char_t>?) -> String? {
    characters.map { String(cString: $0) }
  }

  /// The mark counts from 0, in characters.
  private func place(of mark: yaml_mark_t) -> Place {
    Place(
      file: file, line: Int(clamping: mark.line) &+ 1, column: Int(clamping: mark.column) &+ 1)
  }

  /// The parser's error, found at a mark, or, where bytes are no characters, at an offset.
  private func fault() -> Message {
    guard isReady, parser.pointee.error != YAML_MEMORY_ERROR else {
      return .invalid("out of memory", context: nil, at: Place(file: file))
    }
    let problem = parser.pointee.problem.map { String(cString: $0) } ?? "unknown"
    guard parser.pointee.error != YAML_READER_ERROR else {
      return .invalid(problem, context: nil, at: place(ofByte: parser.pointee.problem_offset))
    }
    var context = parser.pointee.context.map { String(cString: $0) }
    if let words = context, parser.pointee.context_mark.index > 0 {
      let begin = place(of: parser.pointee.context_mark)
      context = "\(words) that begins at \(begin.line ?? 1):\(begin.column ?? 1)"
    }
    return .invalid(problem, context: context, at: place(of: parser.pointee.problem_mark))
  }

  /// The place of a byte, counting what begins a character in UTF-8.
  private func place(ofByte offset: Int) -> Place {
    var (line, column) = (1, 1)
    for byte in bytes.prefix(offset) {
      if byte == UInt8(ascii: "\n") {
        (line, column) = (line + 1, 1)
      } else if byte & 0xC0 != 0x80 {
        column += 1
      }
    }
    return Place(file: file, line: line, column: column)
  }
}

extension Message {
  fileprivate static func tooLong(_ file: String) -> Message {
    Message(
      "more than \(YAMLParser.mostBytes >> 20) MiB", at: Place(file: file),
      status: .configuration)
  }

  fileprivate static func invalid(_ problem: String, context: String?, at place: Place) -> Message {
    let context = context.map { " (\($0))" } ?? ""
    return Message("not valid YAML: \(problem)\(context)", at: place, status: .configuration)
  }

  fileprivate static func tag(_ tag: String, at place: Place) -> Message {
    Message(
      "tag \(Quoting.quoted(tag)) is not supported (plain YAML only)", at: place,
      status: .configuration)
  }
}
