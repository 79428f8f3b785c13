import Testing

/// Too much of everything, in little memory.
///
/// A kilobyte of memory is 1,024 bytes.
@Suite(.isUnsanitized)
struct MemoryTests {
  private let post = #"{"platform":"x"}"#

  /// The most memory that a debug build of a tool may take for any input; the contract's 32 MB.
  private static let mostKilobytes = 32_000

  /// Runs a tool on what a line of Python writes to `out`, and gives the most memory that the tool
  /// held at once.
  private func kilobytes(
    of tool: Tool, _ arguments: [String], feed: String, status: Int = 0
  ) throws -> Int {
    try TemporaryDirectory.with { directory in
      let script = """
        import resource, subprocess, sys
        run = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
        out = run.stdin
        \(feed)
        out.close()
        assert run.wait() == \(status), run.returncode
        print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
        """
      try directory.write(script, to: "feed.py")
      let flags = arguments.joined(separator: " ")
      let outcome = try shell(
        "python3 feed.py \(tool.path) --threads 1 \(flags)", directory: directory)
      return try #require(Int(outcome.out.dropLast()), "\(outcome)")
    }
  }

  @Test(arguments: Tool.streaming)
  func `a quarter of a million lines take little memory`(of tool: Tool) throws {
    let feed = "for _ in range(250): out.write(b'\(post)\\n' * 1000)"
    let flags = tool.name == "sched-score" ? ["--day", "wed"] : ["--days", "1"]
    #expect(try kilobytes(of: tool, flags, feed: feed) < Self.mostKilobytes)
  }

  @Test(arguments: Tool.streaming)
  func `short lines that become long ones take little memory`(of tool: Tool) throws {
    // Half a gigabyte comes out.
    let feed = "for _ in range(12): out.write(b'\(post)\\n' * 1000)"
    #expect(try kilobytes(of: tool, ["--days", "366"], feed: feed) < Self.mostKilobytes)
  }

  @Test(arguments: Tool.streaming)
  func `posts that are all different take little memory`(of tool: Tool) throws {
    // Every audience has a curve and a text of its own.
    let post = #"{"platform":"x","audience":{"device_split":{"mobile":%d,"desktop":1}}}"#
    let feed = "for i in range(1500): out.write(b'\(post)\\n' % i)"
    let flags = tool.name == "sched-score" ? ["--flat"] : ["--top", "0"]
    #expect(try kilobytes(of: tool, flags, feed: feed) < Self.mostKilobytes)
  }

  @Test(arguments: Tool.filters)
  func `a line that is far too long is refused in little memory`(of tool: Tool) throws {
    // Held whole, its 16 MB would come on top of the 20 MB of an empty run without optimisation.
    let feed = "for _ in range(16): out.write(b'{' * 1000000)"
    let flags = ["--max-line-bytes", "1000000", "--rejects", "/dev/null"]
    #expect(try kilobytes(of: tool, flags, feed: feed, status: 1) < 29_000)
  }
}
