import SchedCore
import Testing

struct ContainerTests {
  private static func sniff(_ bytes: [UInt8]) -> Container? {
    bytes.withUnsafeBufferPointer(Container.sniff)
  }

  /// The first bytes are what `gzip`, `zstd`, `zip` and `iconv -t UTF-16` write.
  @Test(
    arguments: [
      ([0x1F, 0x8B, 0x08, 0x00, 0x0A], Container.gzip),
      ([0x28, 0xB5, 0x2F, 0xFD, 0x24], .zstd),
      ([0x50, 0x4B, 0x03, 0x04, 0x14], .zip),
      ([0xFF, 0xFE, 0x7B, 0x00], .utf16), ([0xFE, 0xFF, 0x00, 0x7B], .utf16),
      ([0x7B, 0x00, 0x22, 0x00, 0x61, 0x00], .utf16), ([0x00, 0x7B, 0x00, 0x22], .utf16),
    ] as [([UInt8], Container)])
  func `a container of bytes is told by its first ones`(_ bytes: [UInt8], _ container: Container) {
    #expect(Self.sniff(bytes) == container)
  }

  @Test(arguments: [
    ("[", Container.jsonArray), ("\n  [\n", .jsonArray), ("[{\"a\":1},{\"a\":2}]\n", .jsonArray),
    ("[{\"a\":1},\n{\"a\":2}]\n", .jsonArray), ("[{\"a\":1}\n,{\"a\":2}]\n", .jsonArray),
    ("\u{FEFF}[{\"a\":\"]\"}\n{\"b\":1}]", .jsonArray), ("[]", .jsonArray),
    ("{\n  \"a\": 1\n}\n", .prettyJSON), ("{", .prettyJSON), ("{ \r\n\t\"a\": 1", .prettyJSON),
    ("{\"a\": {\n  \"b\": 1}}", .prettyJSON), ("{\"a\": 1,\n \"b\": 2}", .prettyJSON),
    ("{\"data\": [\n{\"a\":1},\n{\"a\":2}\n]}", .prettyJSON), ("{\"a\":\n1}", .prettyJSON),
    ("id,platform\n1,x\n", .table), ("id;platform;posted_at\n", .table), ("id\tplatform", .table),
    ("\u{FEFF}\"Post ID\",\"Network\",\"Published (Berlin)\"\r\n1,x,", .table),
    ("sep=;\r\nid;platform\r\n", .table), (",id,platform\n0,1,x\n", .table),
    ("\"Name, full\",Id", .table), ("Day,,Who's it?,No. #,Avg. % viewed (7 days)", .table),
    ("Datum,Größe,Zeit (Uhr),Aufrufe in %\n1,2,3,4", .table),
    ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n", .calendar),
  ])
  func `a container of text is told by its first lines`(_ text: String, _ container: Container) {
    #expect(Self.sniff(Array(text.utf8)) == container)
  }

  @Test(arguments: [
    "", "\n\n", "\u{FEFF}", "hello", "x", "5", "\"a,b\"", "null,", "{}", "{\"a\":1}\n", "{\"a\":1}",
    // A bad line, and good ones after it.
    "{\n{\"a\":1}\n", "{\"a\":[\n{\"a\":1}\n", "{\"a\":\"x,\n\"b\":1}", "{\"a\":1,\n{\"b\":2}\n",
    "{\"a\":1\n\"b\":2}", "{'a':1,\n{\"b\":2}", "[1]\n{\"a\":1}\n", "[12:00] start\n{\"a\":1}\n",
    "id,platform\n{\"platform\":\"x\"}\n", "{,\n", "{x,y\n{}", "{\"a\": {",
    // YAML, and a comment of it.
    "platforms:\n  x: 1\n", "# a, b\nx: 1", "- a, b", "windows: mon, tue", "timezone: UTC;\n",
    "see: a, b, c", "---\na: 1", "Hello, world. How are you today? It is a fine day, is it not?!",
    "{\"a\":1}\u{0}\u{0}", "}{", "]", "\u{0}", ",", ",,a", "a,", "\"\",\"\"", "1,2,3",
    "id, \"x: 1\"",
  ])
  func `what may be lines of JSON, or YAML, is no container`(_ text: String) {
    #expect(Self.sniff(Array(text.utf8)) == nil)
  }

  @Test
  func `any bytes may be asked about`() {
    var generator = SeededGenerator(seed: 7)
    let parts =
      Array("{}[]\",;:\\ \n\r\ta1PKBEGIN:VCALENDAR".utf8) + [0, 0x1F, 0x8B, 0xFF, 0xFE, 0xEF]
    for _ in 0..<20_000 {
      let count = Int(generator.next() % 12)
      _ = Self.sniff((0..<count).map { _ in parts[Int(generator.next() % UInt64(parts.count))] })
    }
  }

  @Test(arguments: [
    (
      Container.gzip,
      "posts.jsonl.gz: this is compressed with gzip, not JSON Lines "
        + "(zcat posts.jsonl.gz unpacks it)"
    ),
    (
      .zstd,
      "posts.jsonl.gz: this is compressed with zstd, not JSON Lines "
        + "(zstdcat posts.jsonl.gz unpacks it)"
    ),
  ])
  func `a message names the cure with the file`(_ container: Container, _ text: String) {
    let message = Message.wrongContainer(container, in: "posts.jsonl.gz", wanted: .jsonLines)
    #expect(message.withPlace == text && message.status == .badData)
  }

  @Test(arguments: ["<stdin>", "a file", "-x", "$(x)", "a'b"])
  func `a name that a shell would read otherwise is left out of the cure`(_ name: String) {
    let message = Message.wrongContainer(.table, in: name, wanted: .jsonLines)
    #expect(
      message.text == "this is a CSV table, not JSON Lines (sched-import makes records of it)")
  }
}
