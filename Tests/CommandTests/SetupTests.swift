import Foundation
import Testing

/// `make setup` on machines that this one is not: PATH leads to stand-ins for apt-get and sudo.
struct SetupTests {
  /// Runs `make setup` for two commands that exist nowhere and one that does.
  private func setup(_ needs: String, standIns: [String: String]) throws -> Outcome {
    try TemporaryDirectory.with { directory in
      for (name, script) in standIns {
        // Written by a process of its own: a child that another test starts meanwhile would hold
        // the file open, and a file that is open for writing cannot be run.
        try shell(
          "cat >\(name) && chmod +x \(name)", input: "#!/bin/sh\n\(script)\n",
          directory: directory
        ).expect()
      }
      let line = """
        for name in make sh env test sort; do ln -s "$(command -v $name)" .; done
        PATH=. make -s -C '\(Repository.root.path)' setup PATH="$PWD" NEEDS='\(needs)' LOG="$PWD/log"
        status=$?; test ! -e log || cat log; exit $status
        """
      return try shell(line, directory: directory)
    }
  }

  /// What apt-get prints is dropped, so the stand-in writes beside itself.
  private let log = "echo \"${0##*/} $*\" >>\"$LOG\""

  @Test
  func `where nothing is missing nothing is said`() throws {
    try setup("sh:dash make:make", standIns: ["apt-get": log, "id": "echo 0"]).expect()
  }

  @Test
  func `root installs what is missing through apt-get`() throws {
    try setup("no-b:b no-a:a sh:dash", standIns: ["apt-get": log, "id": "echo 0"]).expect(
      out: """
        make: installing a b
        apt-get -qq update
        apt-get -qq -y install a b

        """)
  }

  @Test
  func `others install through sudo`() throws {
    let sudo = "echo sudo >>\"$LOG\"; exec \"$@\""
    try setup("no-a:a", standIns: ["apt-get": log, "id": "echo 1000", "sudo": sudo]).expect(
      out: """
        make: installing a
        sudo
        apt-get -qq update
        sudo
        apt-get -qq -y install a

        """)
  }

  @Test(arguments: [["id": "echo 0"], ["id": "echo 1000", "apt-get": "exit 1"]])
  func `without apt-get or sudo one sentence says what to install`(_ there: [String: String]) throws
  {
    let outcome = try setup("no-a:a no-b:b", standIns: there)
    #expect(outcome.status == 2, "\(outcome)")
    #expect(
      outcome.err.split(separator: "\n").first
        == "make: install these first (here is no apt-get, or no sudo): a b")
  }
}
