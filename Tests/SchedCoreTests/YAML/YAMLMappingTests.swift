import SchedCore
import Testing

struct YAMLMappingTests {
  @Test
  func `an unknown key is refused at the key, with the nearest known key`() throws {
    let node = try #require(try yaml("platforms:\n  x:\n    min_gap_hour: 18\n"))
    let platforms = try YAMLMapping(YAMLMapping(node).required("platforms"))
    let fault = #expect(throws: Message.self) {
      try platforms.mapping("x", knownKeys: ["max_per_day", "min_gap_hours"])
    }
    #expect(
      fault?.printed(by: "sched-plan")
        == "sched-plan: f.yaml:3:5: min_gap_hour: unknown key (did you mean \"min_gap_hours\"?)")
    #expect(fault?.status == .configuration)
  }

  @Test
  func `a hostile key is escaped and cut`() throws {
    let key = "\\e[31m" + String(repeating: "k", count: 100)
    let node = try #require(try yaml("\"\(key)\": 1\n"))
    let fault = #expect(throws: Message.self) { try YAMLMapping(node, knownKeys: ["a"]) }
    let shown = "\\u{1b}[31m" + String(repeating: "k", count: 55) + "…"
    #expect(fault?.withPlace == "f.yaml:1:1: \(shown): unknown key (known: a)")
  }

  @Test
  func `a key that is set to nothing counts as not written`() throws {
    let mapping = try mapping("a:\nb: ~\nc: \"\"\nd: null\ne: 'null'\n")
    #expect(
      mapping["a"] == nil && mapping["b"] == nil && mapping["d"] == nil && mapping["z"] == nil)
    #expect(try mapping.string("c") == "")
    #expect(try mapping.string("e") == "null")
    #expect(mapping.pairs.count == 5)
    let fault = #expect(throws: Message.self) { try mapping.required("b") }
    #expect(fault?.withPlace == "f.yaml:1:1: b: this key is missing here")
  }

  @Test
  func `a mapping that is set to nothing is empty`() throws {
    let node = try #require(try yaml("[~]")).elements[0]
    #expect(try YAMLMapping(node, knownKeys: []).pairs.isEmpty)
  }

  @Test
  func `a scalar or a list of scalars gives texts`() throws {
    let mapping = try mapping("a: mon\nb: [mon, tue]\nc: []\nd: [mon, {x: 1}]\n")
    #expect(try mapping.strings("a") == ["mon"])
    #expect(try mapping.strings("b") == ["mon", "tue"])
    #expect(try mapping.strings("c") == [])
    #expect(try mapping.strings("z") == nil)
    let fault = #expect(throws: Message.self) { try mapping.strings("d") }
    #expect(
      fault?.withPlace == "f.yaml:4:10: d: a mapping stands here (a single value is needed)")
  }

  @Test
  func `the wrong kind of node is named`() throws {
    let mapping = try mapping("a: [1]\nb: 1\n")
    let list = #expect(throws: Message.self) { try mapping.mapping("a") }
    #expect(
      list?.withPlace
        == "f.yaml:1:4: a: a list stands here (a mapping such as {key: value} is needed)")
    let scalar = #expect(throws: Message.self) { try mapping["b"]?.sequence("b") }
    #expect(
      scalar?.withPlace
        == "f.yaml:2:4: b: a single value stands here (a list such as [a, b] is needed)")
    let single = #expect(throws: Message.self) { try mapping.string("a") }
    #expect(single?.withPlace == "f.yaml:1:4: a: a list stands here (a single value is needed)")
  }
}

struct YAMLScalarTests {
  @Test(
    arguments: [
      ("18", 18), ("+1", 1), ("-0.5", -0.5), (".5", 0.5), ("1.", 1), ("1e3", 1000),
      ("2.5E-1", 0.25),
      ("010", 10), ("1.10", 1.1),
    ] as [(String, Double)])
  func `the decimal forms of the core schema are numbers`(text: String, value: Double) throws {
    #expect(try mapping("a: \(text)").double("a", in: -1e6...1e6) == value)
  }

  @Test(
    arguments: [
      "abc", "1,5", "0x1F", "0o17", ".nan", ".inf", "nan", "inf", "1e", "e1", ".", "+", "1_000",
      "22:00", "1 2", "--1", "infinity", "0x1p3", "１",
    ])
  func `nothing else is a number`(text: String) throws {
    let mapping = try mapping("min_gap_hours: \(text)")
    let fault = #expect(throws: Message.self) { try mapping.double("min_gap_hours", in: 0...8760) }
    #expect(
      fault?.withPlace == "f.yaml:1:16: min_gap_hours: \"\(text)\" is not a number (0 to 8760)")
  }

  @Test
  func `a number outside its range is named with the range`() throws {
    let numbers = try mapping("a: 9000\nb: 1e999\nc: 99999999999999999999\nd: -1\ne: 1.5\n")
    #expect(
      message { try numbers.double("a", in: 0...8760) } == "a: 9000 is out of range (0 to 8760)")
    #expect(
      message { try numbers.double("b", in: 0.5...(.infinity)) }
        == "b: 1e999 is out of range (at least 0.5)")
    #expect(
      message { try numbers.integer("c", in: 1...(.max)) }
        == "c: 99999999999999999999 is out of range (at least 1)")
    #expect(message { try numbers.integer("d", in: 1...60) } == "d: -1 is out of range (1 to 60)")
    #expect(
      message { try numbers.integer("e", in: 1...60) }
        == "e: \"1.5\" is not a whole number (1 to 60)")
  }

  @Test
  func `a number in quotes is a text`() throws {
    let mapping = try mapping("a: \"18\"\n")
    #expect(
      message { try mapping.double("a", in: 0...99) }
        == "a: \"18\" is a text, not a number (write it without quotes)")
    #expect(try mapping.string("a") == "18")
  }

  @Test
  func `only true and false are booleans`() throws {
    #expect(try mapping("a: true").boolean("a") == true)
    #expect(try mapping("a: false").boolean("a") == false)
    for text in ["yes", "no", "on", "off", "True", "1", "\"true\""] {
      let mapping = try mapping("a: \(text)")
      let shown = text.filter { $0 != "\"" }
      #expect(
        message { try mapping.boolean("a") }
          == "a: \"\(shown)\" is not one of true or false (without quotes)")
    }
  }

  @Test
  func `a parser's message gets the place, the subject and the status of configuration`() throws {
    let mapping = try mapping("zone: Mars/Olympus\n")
    let fault = #expect(throws: Message.self) {
      try mapping.value("zone") { text throws(Message) -> Int in
        throw .unknownValue(text, known: ["UTC"])
      }
    }
    #expect(fault?.withPlace == "f.yaml:1:7: zone: unknown value \"Mars/Olympus\" (known: UTC)")
    #expect(fault?.status == .configuration)
  }
}

private func mapping(_ text: String) throws -> YAMLMapping {
  try YAMLMapping(try #require(try yaml(text)))
}

/// The message that the body throws, without its place.
private func message<T>(_ body: () throws -> T) -> String {
  let fault = #expect(throws: Message.self) { _ = try body() }
  return fault?.withoutPlace ?? ""
}
