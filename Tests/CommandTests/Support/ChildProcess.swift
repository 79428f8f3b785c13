import Glibc
import Synchronization

/// A program under test, with its three standard streams in hand.
///
/// One loop over poll(2) feeds standard input and drains standard output and standard error, so
/// that no stream can block another, however many megabytes pass. The child is the leader of a
/// process group, so that the whole pipe of a shell line ends with it; it starts with all signals
/// at their defaults, and with no environment but the given one. Foundation's Process is not
/// used: it leaves the signal mask and the ignored signals of the test runner to its children.
final class ChildProcess {
  let command: [String]
  let directory: String
  private let id: pid_t
  private let deadline: Double
  private let secondsAllowed: Double
  private var input: Int32
  private var output: Int32
  private var errors: Int32
  private var pending: ArraySlice<UInt8> = []
  private var out: [UInt8] = []
  private var err: [UInt8] = []
  private var linesRead = 0
  private var isGone = false

  /// Starts a program.
  /// - Parameters:
  ///   - command: the path of the program, then its arguments.
  ///   - environment: all of the child's environment.
  ///   - directory: where the child starts.
  ///   - secondsAllowed: after how long the child is killed and the test fails.
  /// - Throws: when the system cannot start another process.
  init(
    _ command: [String], environment: [String: String], directory: String,
    secondsAllowed: Double
  ) throws {
    Self.ignoreClosedPipes
    self.command = command
    self.directory = directory
    self.secondsAllowed = secondsAllowed
    deadline = Self.now + secondsAllowed
    // The shell is there to change the directory, and makes room for the program.
    let words = ["/bin/sh", "-c", #"cd "$0" && exec "$@""#, directory] + command
    (id, input, output, errors) = try Self.spawning.withLock { _ in
      try Self.spawn(words, environment: environment)
    }
  }

  deinit {
    if !isGone { end() }
    for stream in [input, output, errors] where stream >= 0 { Glibc.close(stream) }
  }

  private static func spawn(
    _ words: [String], environment: [String: String]
  ) throws -> (id: pid_t, input: Int32, output: Int32, errors: Int32) {
    let (inputs, outputs, errors) = (try pipe(), try pipe(), try pipe())
    _ = fcntl(inputs.writing, F_SETFL, O_NONBLOCK)
    let ends = [inputs.reading, outputs.writing, errors.writing]
    defer { for end in ends { Glibc.close(end) } }

    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for (descriptor, end) in ends.enumerated() {
      posix_spawn_file_actions_adddup2(&actions, end, Int32(descriptor))
    }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var signals = sigset_t()
    sigemptyset(&signals)
    posix_spawnattr_setsigmask(&attributes, &signals)
    sigfillset(&signals)
    posix_spawnattr_setsigdefault(&attributes, &signals)
    posix_spawnattr_setflags(
      &attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))

    let arguments = words.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0)=\($1)") } + [nil]
    defer { for string in arguments + variables { free(string) } }
    var id: pid_t = 0
    let fault = posix_spawn(&id, words[0], &actions, &attributes, arguments, variables)
    guard fault == 0 else { throw Failure("\(words[0]): \(String(cString: strerror(fault)))") }
    return (id, inputs.writing, outputs.reading, errors.reading)
  }
}

extension ChildProcess {
  struct Failure: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }
  }

  /// Gives the child more input, and waits until it is in the pipe.
  func write(_ bytes: some Sequence<UInt8>) throws {
    pending.append(contentsOf: bytes)
    try pump { $0.pending.isEmpty }
  }

  /// Ends the child's standard input.
  func closeInput() { Self.close(&input) }

  /// Goes away as a reader of the child's standard output, as `head` does.
  func closeOutput() { Self.close(&output) }

  /// Waits for the next line of standard output; nil when there is no more.
  func readLine() throws -> String? {
    func lines(_ child: ChildProcess) -> [ArraySlice<UInt8>] {
      child.out.split(separator: 0x0A, omittingEmptySubsequences: false).dropLast()
    }
    try pump { lines($0).count > $0.linesRead || $0.output < 0 }
    guard lines(self).count > linesRead else { return nil }
    linesRead += 1
    return String(decoding: lines(self)[linesRead - 1], as: UTF8.self)
  }

  /// Waits until standard error holds `text`.
  func awaitError(_ text: String) throws {
    try pump { String(decoding: $0.err, as: UTF8.self).contains(text) || $0.errors < 0 }
  }

  /// Sends a signal to the child alone.
  func send(_ signal: Int32) { kill(id, signal) }

  /// Feeds the rest of the input, ends it, and reads until the child is gone.
  func wait() throws -> Outcome {
    try pump { $0.pending.isEmpty }
    closeInput()
    try pump { $0.output < 0 && $0.errors < 0 }
    var status: Int32 = 0
    while waitpid(id, &status, WNOHANG) == 0 {
      try checkTime()
      poll(nil, 0, 1)
    }
    isGone = true
    let signal = status & 0x7F
    return Outcome(
      command: command, directory: directory, status: signal == 0 ? status >> 8 & 0xFF : nil,
      signal: signal == 0 ? nil : signal, outBytes: out, errBytes: err)
  }
}

extension ChildProcess {
  /// Moves bytes in and out until `isEnough`.
  /// - Throws: when the time is over.
  private func pump(until isEnough: (ChildProcess) -> Bool) throws {
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while !isEnough(self) {
      try checkTime()
      // A closed stream is -1, and poll passes over it.
      var streams = [
        pollfd(fd: pending.isEmpty ? -1 : input, events: Int16(POLLOUT), revents: 0),
        pollfd(fd: output, events: Int16(POLLIN), revents: 0),
        pollfd(fd: errors, events: Int16(POLLIN), revents: 0),
      ]
      poll(&streams, 3, 100)
      if streams[0].revents != 0 { feed() }
      if streams[1].revents != 0 { Self.drain(&output, into: &out, by: &block) }
      if streams[2].revents != 0 { Self.drain(&errors, into: &err, by: &block) }
      if input < 0 { pending = [] }
    }
  }

  private func feed() {
    let count = pending.withUnsafeBytes { Glibc.write(input, $0.baseAddress, $0.count) }
    if count > 0 {
      pending = pending.dropFirst(count)
    } else if errno != EAGAIN, errno != EINTR {
      Self.close(&input)
    }
  }

  private static func drain(
    _ stream: inout Int32, into bytes: inout [UInt8], by block: inout [UInt8]
  ) {
    let count = read(stream, &block, block.count)
    if count > 0 {
      bytes += block[..<count]
    } else if count == 0 || errno != EINTR {
      close(&stream)
    }
  }

  private func checkTime() throws {
    guard Self.now > deadline else { return }
    end()
    let outcome = Outcome(
      command: command, directory: directory, status: nil, signal: SIGKILL, outBytes: out,
      errBytes: err)
    throw Failure("not done after \(secondsAllowed) s\n\(outcome)")
  }

  /// Ends the child and all that it started.
  private func end() {
    kill(-id, SIGKILL)
    waitpid(id, nil, 0)
    isGone = true
  }

  private static func close(_ stream: inout Int32) {
    if stream >= 0 { Glibc.close(stream) }
    stream = -1
  }

  private static func pipe() throws -> (reading: Int32, writing: Int32) {
    var ends: [Int32] = [-1, -1]
    guard Glibc.pipe(&ends) == 0 else { throw Failure(String(cString: strerror(errno))) }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    return (ends[0], ends[1])
  }

  /// One child at a time: the ends of a pipe must be closed to other children before one starts,
  /// because a stray copy would keep a stream from ending.
  private static let spawning = Mutex(())

  /// A child that does not read its input must not end the test runner.
  private static let ignoreClosedPipes: Void = { _ = signal(SIGPIPE, SIG_IGN) }()

  private static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
