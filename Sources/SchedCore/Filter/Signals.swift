import Glibc

/// What happens when a signal ends the tool.
package enum Signals {
  /// Lets the signals that end a tool remove its temporary files first, and turns a trap into the
  /// status that the contract has for a defect.
  /// - Parameter program: the name in the message.
  package static func install(program: String) {
    // Makes the handlers' table of names now, for a handler may not allocate.
    TemporaryName.removeAll()
    for number in [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU, SIGPIPE]
    where !isIgnored(number) || number == SIGPIPE {
      signal(number) { Signals.endAs($0) }
    }
    // A write beyond the limit of a file's size fails then, and is told as others are.
    signal(SIGXFSZ, SIG_IGN)
    let reason = "out of memory, or a defect in \(program): report the input"
    let text = Array("\(program): internal error (\(reason))\n".utf8)
    let copy = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: text.count)
    _ = copy.initialize(from: text)
    trapText = UnsafeBufferPointer(copy)
    // A failed precondition ends in SIGILL on x86 and in SIGTRAP on ARM, want of memory in SIGABRT.
    for number in [SIGILL, SIGTRAP, SIGABRT, SIGSEGV, SIGBUS, SIGFPE] {
      signal(number) { _ in
        TemporaryName.removeAll()
        _ = write(STDERR_FILENO, Signals.trapText.baseAddress, Signals.trapText.count)
        _exit(ExitStatus.defect.rawValue)
      }
    }
  }

  /// Ends the process as the signal would have ended it.
  static func endAs(_ number: Int32) -> Never {
    TemporaryName.removeAll()
    signal(number, SIG_DFL)
    var set = sigset_t()
    sigemptyset(&set)
    sigaddset(&set, number)
    sigprocmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    _exit(128 + number)
  }

  /// Whether the caller ignores the signal, as `nohup` does; it stays ignored then.
  private static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard sigaction(number, nil, &action) == 0 else { return false }
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  // Sound: written once, before a handler can read it.
  private nonisolated(unsafe) static var trapText = UnsafeBufferPointer<UInt8>(start: nil, count: 0)
}
