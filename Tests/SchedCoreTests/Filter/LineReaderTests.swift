import Foundation
import SchedCore
import Testing

struct LineReaderTests {
  /// What the reader makes of files with these bytes: `source:line:text`, overlong lines marked.
  private func lines(
    of files: [[UInt8]], maxLineBytes: Int = 1 << 20, blockBytes: Int = 1 << 18
  ) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    var operands: [String] = []
    for (index, bytes) in files.enumerated() {
      let file = folder.appending(path: "\(index)")
      try Data(bytes).write(to: file)
      operands.append(file.path)
    }
    let reader = LineReader(
      operands: operands, maxLineBytes: maxLineBytes, blockBytes: blockBytes)
    var result: [String] = []
    var overlong = 0
    while let piece = try reader.next(beforeWaiting: { () throws(Message) in }) {
      switch piece {
      case .lines(let block):
        var number = block.firstLine
        for line in block.bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
          let text = String(decoding: line, as: UTF8.self)
          if !text.isEmpty { result.append("\(block.source.suffix(1)):\(number):\(text)") }
          number += 1
        }
      case .overlong(let part):
        overlong = part.isFirst ? part.bytes.count : overlong + part.bytes.count
        if part.isLast {
          result.append("\(part.source.suffix(1)):\(part.line):overlong \(overlong)")
        }
      }
    }
    return result
  }

  @Test
  func `lines of several files are numbered from 1 in each`() throws {
    let files = ["a\nb\n", "", "c", "\nd\n\n"].map { Array($0.utf8) }
    #expect(try lines(of: files) == ["0:1:a", "0:2:b", "2:1:c", "3:2:d"])
  }

  @Test
  func `a byte order mark at the start is skipped and elsewhere kept`() throws {
    let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
    #expect(
      try lines(of: [mark + Array("a\n".utf8) + mark + Array("b".utf8)])
        == ["0:1:a", "0:2:\u{FEFF}b"])
    #expect(try lines(of: [mark]) == [])
  }

  @Test(arguments: [1, 3, 7, 64, 1000, 65536, 200_000])
  func `blocks of any size hold the same lines`(_ blockBytes: Int) throws {
    var generator = SeededGenerator(seed: UInt64(blockBytes))
    var expected: [String] = []
    var bytes: [UInt8] = []
    for number in 1...3000 {
      let length = Int(generator.next() % (number % 500 == 0 ? 150_000 : 90))
      let line = String(repeating: "x", count: length)
      if length > 0 { expected.append("0:\(number):\(line)") }
      bytes += Array(line.utf8) + [0x0A]
    }
    #expect(try lines(of: [bytes], blockBytes: blockBytes) == expected)
  }

  @Test
  func `an overlong line comes in parts and the lines around it are whole`() throws {
    let long = [UInt8](repeating: 0x78, count: 1_000_000)
    let bytes = Array("a\n".utf8) + long + Array("\nb\n".utf8) + long
    #expect(
      try lines(of: [bytes, Array("c\n".utf8)], maxLineBytes: 300_000)
        == ["0:1:a", "0:2:overlong 1000000", "0:3:b", "0:4:overlong 1000000", "1:1:c"])
  }

  @Test
  func `a missing file is named with the system's reason`() {
    #expect(
      throws: Message(
        "No such file or directory", at: Place(file: "/nowhere/posts.jsonl"), status: .noInput)
    ) {
      _ = try LineReader(operands: ["/nowhere/posts.jsonl"], maxLineBytes: 10, blockBytes: 10)
        .next(beforeWaiting: { () throws(Message) in })
    }
  }
}
