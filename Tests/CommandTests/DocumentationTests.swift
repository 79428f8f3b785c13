import Foundation
import Testing

/// Flags, pages, completions and examples cannot drift apart, because these tests compare them.
///
/// Examples are the literal blocks in which a line begins with `$ `: each such line is run by sh,
/// in order, and the lines up to the next one must be just what it prints. They run in a copy of
/// `Tests/Examples`, and name its files bare. A block of commands that are not to be run
/// (`make install`) has no `$ `.
///
/// Each group is skipped while what it compares does not exist at all; from then on, a page or a
/// completion that is missing for one tool fails.
struct DocumentationTests {
  private static let examples = Repository.root.appending(path: "Tests/Examples")
  private static let pages = Repository.names(in: "man")

  private func page(of tool: Tool) throws -> ManualPage {
    ManualPage(try #require(Repository.text("man/\(tool.name).1"), "man/\(tool.name).1 is missing"))
  }

  @Test(.exists("man"), arguments: Tool.all)
  func `the manual page lists just the flags that the tool knows`(of tool: Tool) throws {
    // This flag belongs to ArgumentParser, which leaves it out of all that it tells of the tool.
    let known = try ToolHelp(of: tool).flags.union([["--generate-completion-script"]])
    let listed = try page(of: tool).flags
    #expect(sorted(known.subtracting(listed)) == [], "the page lacks them")
    #expect(sorted(listed.subtracting(known)) == [], "the tool lacks them")
  }

  @Test(.exists("man"), arguments: Tool.all)
  func `the manual page names the tool in the words of its help`(of tool: Tool) throws {
    #expect(try page(of: tool).description == ToolHelp(of: tool).command.abstract)
  }

  @Test(.exists("man"), arguments: pages)
  func `the commands of a manual page print what it shows`(_ page: String) throws {
    let text = try #require(Repository.text("man/\(page)"))
    let examples = ManualPage(text).literalBlocks.flatMap(ShellExample.examples)
    if examples.isEmpty { return }
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Self.examples)
      for example in examples {
        let fault = try example.fault(in: directory)
        #expect(fault == nil)
      }
    }
  }

  @Test(.exists("README.md"))
  func `the commands of the README print what it shows`() throws {
    let text = try #require(Repository.text("README.md"))
    let examples = ShellExample.fencedBlocks(of: text).flatMap(ShellExample.examples)
    #expect(!examples.isEmpty)
    try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: Self.examples)
      for example in examples {
        let fault = try example.fault(in: directory)
        #expect(fault == nil)
      }
    }
  }

  @Test(.exists("completions"), arguments: Tool.all, ["bash", "zsh", "fish"])
  func `the completions are those that the tool generates`(of tool: Tool, for shell: String) throws
  {
    let file = Self.completion(of: tool, for: shell)
    let kept = try #require(Repository.text(file), "\(file) is missing: make completions")
    let generated = try tool.run(["--generate-completion-script", shell])
    #expect(
      firstDifference(expected: generated.out, actual: kept) == nil, "\(file): make completions")
    for flag in try ToolHelp(of: tool).flags.flatMap(\.self) {
      #expect(kept.contains(Self.spelling(of: flag, for: shell)), "\(file) lacks \(flag)")
    }
  }

  @Test(.exists("completions"), .isInstalled("bash"), arguments: Tool.all)
  func `bash can read the completions`(of tool: Tool) throws {
    try read(Self.completion(of: tool, for: "bash"), with: "bash")
  }

  @Test(.exists("completions"), .isInstalled("zsh"), arguments: Tool.all)
  func `zsh can read the completions`(of tool: Tool) throws {
    try read(Self.completion(of: tool, for: "zsh"), with: "zsh")
  }

  @Test(.exists("completions"), .isInstalled("fish"), arguments: Tool.all)
  func `fish can read the completions`(of tool: Tool) throws {
    try read(Self.completion(of: tool, for: "fish"), with: "fish")
  }

  @Test
  func `the Makefile knows the same tools as the tests`() throws {
    let makefile = try #require(Repository.text("Makefile"))
    let tools = makefile.split(separator: "\n").first { $0.hasPrefix("TOOLS = ") }
    #expect(tools?.split(separator: " ").dropFirst(2).map { Tool(String($0)) } == Tool.all)
  }

  private static func completion(of tool: Tool, for shell: String) -> String {
    switch shell {
    case "zsh": "completions/_\(tool.name)"
    default: "completions/\(tool.name).\(shell)"
    }
  }

  private static func spelling(of flag: String, for shell: String) -> String {
    if shell != "fish" { return flag }
    return flag.hasPrefix("--") ? "-l '\(flag.dropFirst(2))'" : "-s '\(flag.dropFirst())'"
  }

  private func read(_ file: String, with reader: String) throws {
    let path = Repository.root.appending(path: file).path
    try shell("\(reader) -n '\(path)'").expect()
  }

  private func sorted(_ flags: Set<Set<String>>) -> [String] {
    flags.map { $0.sorted().joined(separator: ", ") }.sorted()
  }
}
