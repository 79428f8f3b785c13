import Foundation
import Testing

/// What the completions do in real shells, to whoever presses the tab key.
@Suite(.isInstalled("python3"))
struct CompletionTests {
  /// Types a command into an interactive shell on a pseudo-terminal, and prints the words that the
  /// command then gets: SHELL FOLDER-OF-COMPLETIONS TOOL KEYS.
  private static let typist = #"""
    import os, pty, re, select, sys, time

    shell, folder, tool, keys = sys.argv[1:5]
    starts = {
        "bash": ["bash", "--norc", "--noprofile", "-i"],
        "zsh": ["zsh", "-f", "-i"],
        "fish": ["fish", "--no-config", "-i"],
    }
    setups = {
        "bash": f"PS1='%'; source {folder}/{tool}.bash; {tool}() {{ printf '<%s>' GOT \"$@\"; }}",
        "zsh": f"PS1='%'; fpath=({folder} $fpath); autoload -U compinit; compinit -u -D;"
        f" {tool}() {{ printf '<%s>' GOT \"$@\" }}",
        "fish": f"source {folder}/{tool}.fish; function {tool}; printf '<%s>' GOT $argv; end",
    }
    child, terminal = pty.fork()
    if child == 0:
        os.environ.update(TERM="xterm", HISTFILE="/dev/null")
        os.execvp(shell, starts[shell])


    def said(quiet, until="", limit=20):
        """What the shell says until it has said something, and then been quiet for so long."""
        text, end = "", time.monotonic() + limit
        while time.monotonic() < end:
            if select.select([terminal], [], [], quiet)[0]:
                text += os.read(terminal, 65536).decode(errors="replace")
            elif until in text:
                break
        return text


    said(1)
    os.write(terminal, setups[shell].encode() + b"; echo REA''DY\n")
    said(0.5, until="READY")
    for part in re.findall(r"[^\t]*\t?", keys):
        os.write(terminal, part.encode())
        said(0.4)
    os.write(terminal, b"\n")
    found = re.findall(r"<GOT>((?:<[^<>]*>)*)", said(0.5, until="<GOT>"))
    print(" ".join(re.findall(r"<([^<>]*)>", found[-1])) if found else "nothing")
    os.write(terminal, b"exit\n")
    """#

  private func words(_ program: String, _ tool: Tool, _ keys: String) throws -> String {
    let folder = Repository.root.appending(path: "completions").path
    let examples = Repository.root.appending(path: "Tests/Examples")
    return try TemporaryDirectory.with { directory in
      try directory.copy(contentsOf: examples)
      try directory.write(Self.typist, to: "typist.py")
      let outcome = try shell(
        "exec python3 typist.py \(program) '\(folder)' \(tool.name) '\(tool.name) \(keys)'",
        directory: directory, secondsAllowed: 120)
      return "\(outcome.out.dropLast())\(outcome.err)"
    }
  }

  @Test(.isInstalled("bash"), arguments: Tool.all)
  func `bash completes flags, values and files`(of tool: Tool) throws { try check("bash", tool) }

  @Test(.isInstalled("zsh"), arguments: Tool.all)
  func `zsh completes flags, values and files`(of tool: Tool) throws { try check("zsh", tool) }

  @Test(.isInstalled("fish"), arguments: Tool.all)
  func `fish completes flags, values and files`(of tool: Tool) throws { try check("fish", tool) }

  private func check(_ program: String, _ tool: Tool) throws {
    // One of the tools has --platform, too.
    let (start, flag) =
      tool.name == "sched-import" ? ("--sour", "--sources") : ("--plat", "--platforms")
    let found = try words(program, tool, "--prog\tnev\t \(start)\tmast\t queu\t")
    #expect(found == "--progress never \(flag) mastodon.yaml queue.jsonl")
  }
}
