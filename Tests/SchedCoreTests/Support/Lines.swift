import SchedCore

/// Reads a line as the filters do: from a buffer that goes on behind it.
func reading<Result>(
  _ text: [UInt8], _ body: (JSONLine) throws -> Result
) throws -> Result {
  let padded = text + [UInt8](repeating: 0x0A, count: 16)
  return try padded.withUnsafeBufferPointer { buffer in
    var line = JSONLine()
    try line.read(UnsafeBufferPointer(rebasing: buffer[..<text.count]))
    return try body(line)
  }
}

func reading<Result>(_ text: String, _ body: (JSONLine) throws -> Result) throws -> Result {
  try reading(Array(text.utf8), body)
}

/// What the scanner says of a line: nil if it is a JSON object, or else the message.
func fault(of text: [UInt8]) -> String? {
  do {
    try reading(text) { _ in }
    return nil
  } catch {
    return (error as? Message)?.withPlace ?? "\(error)"
  }
}

func fault(of text: String) -> String? { fault(of: Array(text.utf8)) }
