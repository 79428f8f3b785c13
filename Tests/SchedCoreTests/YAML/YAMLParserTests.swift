import SchedCore
import Testing

struct YAMLParserTests {
  @Test
  func `scalars keep their text, whatever another reader would make of it`() throws {
    let node = try #require(try yaml("[22:00, no, 1.10, 0x1F, 2026-12-25, \"a\\tb\", 'it''s', ~]"))
    let texts = try node.sequence(nil).map { element in
      guard case .scalar(let text, let isPlain) = element.content else { return "?" }
      return isPlain ? text : "(\(text))"
    }
    #expect(texts == ["22:00", "no", "1.10", "0x1F", "2026-12-25", "(a\tb)", "(it's)", "~"])
  }

  @Test
  func `pairs stand in the order of the file, with the places of key and value`() throws {
    let node = try #require(try yaml("# first\nb: 1\nä:   {c: [2, 3]}\n"))
    let pairs = try node.pairs(nil)
    #expect(pairs.map(\.key) == ["b", "ä"])
    #expect(pairs.map(\.keyPlace.description) == ["f.yaml:2:1", "f.yaml:3:1"])
    // Columns count characters: the two bytes of ä are one.
    #expect(pairs.map(\.value.place.description) == ["f.yaml:2:4", "f.yaml:3:6"])
  }

  @Test(arguments: ["", "\n# only a comment\n", "---\n", "~", "---\nnull\n...\n"])
  func `a file with nothing in it is no document`(text: String) throws {
    #expect(try yaml(text) == nil)
  }

  @Test
  func `a byte-order mark, carriage returns and JSON are read`() throws {
    let marked = try #require(try yaml("\u{FEFF}a: 1\r\nb: 2\r\n"))
    #expect(
      try marked.pairs(nil).map { "\($0.key) \($0.keyPlace)" } == ["a f.yaml:1:1", "b f.yaml:2:1"])
    let json = try #require(try yaml(#"{"a": [1, {"b": "é"}], "c": null}"#))
    #expect(try json.pairs(nil).map(\.key) == ["a", "c"])
  }

  @Test
  func `an alias stands for what its anchor names`() throws {
    let node = try #require(try yaml("a: &x {k: 1}\nb: *x\nc: &x 2\nd: *x\n"))
    let mapping = try YAMLMapping(node)
    #expect(try YAMLMapping(mapping.required("b"), about: nil).string("k") == "1")
    #expect(try mapping.string("d") == "2")
  }

  @Test
  func `an escaped zero byte is a character like others`() throws {
    let node = try #require(try yaml(#"["a\0b"]"#))
    #expect(try node.sequence(nil).map { try $0.string(nil) } == ["a\0b"])
  }

  @Test(
    arguments: [
      (
        "a: 1\n  b: 2\n",
        "f.yaml:2:4: not valid YAML: mapping values are not allowed in this context"
      ),
      (
        "x: 1\na: [1, 2\nb: 3\n",
        "f.yaml:3:2: not valid YAML: did not find expected ',' or ']' "
          + "(while parsing a flow sequence that begins at 2:4)"
      ),
      ("a: 1\n\tb: 2\n", nil),
      ("a: \u{1}\n", "f.yaml:1:4: not valid YAML: control characters are not allowed"),
      ("a: \0\n", "f.yaml:1:4: not valid YAML: control characters are not allowed"),
      ("a: 1\n---\nb: 2\n", "f.yaml:2:1: a second document begins here (one document a file)"),
      (
        "a: !!python/object:os.system {}\n",
        "f.yaml:1:4: tag \"!!python/object:os.system\" is not supported (plain YAML only)"
      ),
      ("a: !mine 1\n", "f.yaml:1:4: tag \"!mine\" is not supported (plain YAML only)"),
      ("a: !!map 1\n", "f.yaml:1:4: tag \"!!map\" is not supported (plain YAML only)"),
      (
        "a: &x {k: 1}\nb:\n  <<: *x\n",
        "f.yaml:3:3: <<: merge keys are not supported (write the keys out)"
      ),
      ("a: 1\nb: 2\na: 3\n", "f.yaml:3:1: a: this key stands twice (first in line 1)"),
      ("{? [a] : b}\n", "f.yaml:1:4: a key must be a single value, and not empty"),
      ("a: *x\n", "f.yaml:1:4: no anchor &x is complete before this alias"),
      ("a: &x [*x]\n", "f.yaml:1:8: no anchor &x is complete before this alias"),
    ] as [(String, String?)])
  func `what is not wanted is refused with its place`(text: String, message: String?) {
    let fault = #expect(throws: Message.self) { try yaml(text) }
    #expect(fault?.status == .configuration)
    if let message { #expect(fault?.withPlace == message) }
  }

  @Test
  func `a key that stands twice is found in a long mapping too`() {
    // The parser compares the keys of short mappings and hashes those of long ones.
    for count in [15, 16, 17, 40] {
      let text = (0..<count).map { "k\($0): 1\n" }.joined() + "k3: 1\n"
      let fault = #expect(throws: Message.self) { try yaml(text) }
      #expect(
        fault?.withPlace == "f.yaml:\(count + 1):1: k3: this key stands twice (first in line 4)")
    }
  }

  @Test
  func `bytes that are not UTF-8 are refused where they stand`() {
    let bytes = Array("ä: 1\nb: ä".utf8) + [0xFF] + Array("\n".utf8)
    let fault = #expect(throws: Message.self) { try YAMLParser.parse(bytes: bytes, file: "f.yaml") }
    #expect(fault?.withPlace == "f.yaml:2:5: not valid YAML: invalid leading UTF-8 octet")
  }

  @Test
  func `tags of the core schema are read, and a text tag makes a text`() throws {
    let node = try #require(try yaml("a: !!str null\nb: !!int 3\nc: !!seq [1]\nd: !!map {k: v}\n"))
    let mapping = try YAMLMapping(node)
    #expect(try mapping.string("a") == "null")
    #expect(try mapping.integer("b", in: 0...9) == 3)
    #expect(mapping.list("c")?.count == 1)
  }
}

struct YAMLBoundTests {
  @Test
  func `64 levels are read and 65 are not`() throws {
    // A scalar is a level too.
    #expect(try yaml(nested(63)) != nil)
    let fault = #expect(throws: Message.self) { try yaml(nested(64)) }
    #expect(fault?.withPlace == "f.yaml:1:65: nested more than 64 levels deep")
    #expect(throws: Message.self) { try yaml(nested(100_000)) }
  }

  @Test
  func `levels count through aliases`() throws {
    let half = nested(32)
    #expect(try yaml("a: &x \(half)\nb: \(wrapped("*x", 29))\n") != nil)
    let fault = #expect(throws: Message.self) {
      try yaml("a: &x \(half)\nb: \(wrapped("*x", 31))\n")
    }
    #expect(fault?.withPlace == "f.yaml:2:35: nested more than 64 levels deep")
  }

  @Test
  func `100,000 values are read and one more is not`() throws {
    // The list itself is a value.
    let full = "[" + [String](repeating: "1", count: 99_999).joined(separator: ",") + "]"
    #expect(try yaml(full)?.elements.count == 99_999)
    let fault = #expect(throws: Message.self) { try yaml("[1," + full.dropFirst()) }
    #expect(fault?.text == "more than 100000 values, aliases expanded")
  }

  @Test
  func `a bomb of nested aliases is refused at once`() {
    // "Billion laughs": each list holds ten times the one before; 10 to the 12th in the end.
    var bomb = "a0: &a0 [1,1,1,1,1,1,1,1,1,1]\n"
    for level in 1...11 {
      let aliases = [String](repeating: "*a\(level - 1)", count: 10).joined(separator: ",")
      bomb += "a\(level): &a\(level) [\(aliases)]\n"
    }
    let fault = #expect(throws: Message.self) { try yaml(bomb) }
    #expect(fault?.text == "more than 100000 values, aliases expanded")
    // 10, 100, 1000 and 10,000 ones fit (11,116 values in all); the fifth list passes the bound.
    #expect(fault?.place?.line == 5)
  }

  private func nested(_ levels: Int) -> String { wrapped("1", levels) }

  private func wrapped(_ text: String, _ levels: Int) -> String {
    String(repeating: "[", count: levels) + text + String(repeating: "]", count: levels)
  }
}

struct YAMLFileTests {
  @Test
  func `a file that is not there and a directory cannot be opened`() {
    let missing = #expect(throws: Message.self) {
      try YAMLParser.parse(contentsOf: "/nonexistent/c.yaml")
    }
    #expect(missing?.withPlace == "/nonexistent/c.yaml: No such file or directory")
    #expect(missing?.status == .noInput)
    let directory = #expect(throws: Message.self) { try YAMLParser.parse(contentsOf: "/tmp") }
    #expect(directory?.withPlace == "/tmp: Is a directory")
    #expect(directory?.status == .noInput)
  }

  @Test
  func `a device is read, and one without end is refused`() throws {
    #expect(try YAMLParser.parse(contentsOf: "/dev/null") == nil)
    let endless = #expect(throws: Message.self) { try YAMLParser.parse(contentsOf: "/dev/zero") }
    #expect(endless?.withPlace == "/dev/zero: more than 16 MiB")
  }
}

/// The document of a text, in a file called f.yaml.
func yaml(_ text: String) throws(Message) -> YAMLNode? {
  try YAMLParser.parse(bytes: Array(text.utf8), file: "f.yaml")
}
