import Testing

/// What the tools take for JSON, beside another reader of RFC 8259.
struct ConformanceTests {
  /// Python's json module, told to refuse the NaN and Infinity that it would let pass.
  private static let check = #"""
    import json, random, re, subprocess, sys

    def refuse(constant):
        raise ValueError(constant)

    def is_object(line):
        try:
            return isinstance(json.loads(line.decode("utf-8"), parse_constant=refuse), dict)
        except ValueError:
            return False

    sys.set_int_max_str_digits(0)
    generator = random.Random(int(sys.argv[2]))
    wholes = [line.encode() for line in (
        '{"platform":"x","n":[1,-0.5e+10,0,{"a":null,"b":[true,false]}],"t":"\\u00e9\\ud83d\\ude00"}',
        '{ "platform" : "x" ,\t"text":"caf\u00e9 \U0001F600 \\"quoted\\" \\\\ \\/ \\b\\f\\n\\r\\t","e":{} }',
        '{"platform":"x","numbers":[12345678901234567890,1E400,-0,0.0,1e-7],"empty":[],"":""}')]
    parts = [b"{", b"}", b"[", b"]", b",", b":", b'"', b"\\", b"\\u", b"\\uD800", b"\\x", b"0", b"1", b"-",
        b"+", b".", b"e", b"E5", b"t", b"null", b"true", b"NaN", b"Infinity", b" ", b"\t", b"\r", b"\0",
        b"\x0b", b"\x1f", b"\x7f", b"\x80", b"\xc3", b"\xc0\xaf", b"\xed\xa0\x80", b"\xf4\x90\x80\x80",
        b"\xef\xbb\xbf", b"\xe2\x80\xa8", b"/*", b"'", b"#"]
    lines = []
    while len(lines) < 5000:
        line = generator.choice(wholes)
        for _ in range(generator.randint(0, 3)):
            start = generator.randint(0, len(line))
            end = min(len(line), start + generator.choice((0, 0, 1, 1, 2, 9)))
            middle = generator.choice(parts) * generator.choice((0, 1, 1, 1, 3))
            line = line[:start] + middle + line[end:]
        if line.strip(b" \t\r") and b"\n" not in line and not line.startswith(b"\xef\xbb\xbf"):
            lines.append(line)
    outcome = subprocess.run([sys.argv[1], "--now", "2026-11-23T00:00:00Z"],
        input=b"\n".join(lines), capture_output=True)
    refused = {int(number) for number in re.findall(rb"<stdin>:(\d+): not JSON", outcome.stderr)}
    expected = {number for number, line in enumerate(lines, 1) if not is_object(line)}
    assert 1000 < len(expected) < 4500, len(expected)
    for number in sorted(refused ^ expected)[:9]:
        print("accepted" if number in expected else "refused", lines[number - 1])
    """#

  @Test(arguments: Tool.streaming, [8259, 7159])
  func `random lines are JSON to the tools where they are to another reader`(
    of tool: Tool, _ seed: Int
  ) throws {
    try TemporaryDirectory.with { directory in
      try directory.write(Self.check, to: "check.py")
      try shell("python3 check.py $(command -v \(tool.name)) \(seed)", directory: directory)
        .expect()
    }
  }
}
