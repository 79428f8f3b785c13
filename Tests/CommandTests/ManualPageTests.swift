import Testing

/// The readers of documents that DocumentationTests stands on.
struct ManualPageTests {
  private let page = ManualPage(
    #"""
    .Nm sched-score
    .Nd score posting times
    .Bl -tag -width Ds
    .It Fl o , -output Ar file
    Write to
    .Ar file .
    .It Fl -top Ns = Ns Ar n
    .It Fl q , Fl -quiet
    .El
    .Bd -literal -offset indent
    $ printf '%s\en' a \e
      b
    a
    b

    $ true
    .Ed
    .Bd -literal
    time_zone: UTC
    .Ed
    """#)

  @Test
  func `a page's flags are read with all their spellings`() {
    #expect(page.flags == [["-o", "--output"], ["--top"], ["-q", "--quiet"]])
    #expect(page.description == "score posting times")
  }

  @Test
  func `a page's examples are the commands behind a dollar sign`() throws {
    let examples = page.literalBlocks.flatMap(ShellExample.examples)
    #expect(
      examples == [
        ShellExample(command: "printf '%s\\n' a \\\n  b", output: "a\nb"),
        ShellExample(command: "true", output: ""),
      ])
    try TemporaryDirectory.with { directory in
      for example in examples {
        let fault = try example.fault(in: directory)
        #expect(fault == nil)
      }
    }
  }

  @Test
  func `an example that prints something else fails`() throws {
    try TemporaryDirectory.with { directory in
      let fault = try ShellExample(command: "echo a >&2", output: "b").fault(in: directory)
      #expect(fault?.hasPrefix("line 1: expected \"b\", found \"a\"\n") == true)
    }
  }

  @Test
  func `fenced blocks are read and other text is not`() {
    let blocks = ShellExample.fencedBlocks(of: "$ no\n```console\n$ yes\ny\n```\n$ no\n")
    #expect(blocks == [["$ yes", "y"]])
  }
}
