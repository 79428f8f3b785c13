// The weights' optimiser as a program, for comparisons: prints a point a line as a JSON array, and
// reads its value, which is to be made small, until it has had BO_EVALS of them. The first points
// are those of BO_X0; BO_BOUNDS gives the least and the greatest of each coordinate.

import Glibc
import SchedCore

/// A JSON array of arrays of numbers in the environment; nil if there is none.
func table(_ name: String) -> [[Double]]? {
  guard let text = getenv(name).map({ String(cString: $0) }) else { return nil }
  let bytes = Array("{\"table\":\(text)}".utf8)
  // A line may be read some bytes beyond its end.
  let padded = bytes + [UInt8](repeating: 0x0A, count: 16)
  return padded.withUnsafeBufferPointer { buffer in
    var line = JSONLine()
    guard (try? line.read(UnsafeBufferPointer(rebasing: buffer[..<bytes.count]))) != nil,
      let value = line.value(of: FieldName("table")),
      case .array(let rows) = JSONValue(scanned: value)
    else { return nil }
    return rows.map { row in
      guard case .array(let entries) = row else { return [] }
      return entries.map { if case .number(let number) = $0 { number } else { .nan } }
    }
  }
}

/// The whole number in the environment; nil if there is none.
func count(_ name: String) -> Int? { getenv(name).flatMap { Int(String(cString: $0)) } }

guard let bounds = table("BO_BOUNDS"), let starts = table("BO_X0"),
  let evaluations = count("BO_EVALS"),
  bounds.allSatisfy({ $0.count == 2 && $0[0] < $0[1] }),
  starts.allSatisfy({ $0.count == bounds.count })
else {
  let message = "optimizer-bench: BO_BOUNDS, BO_X0 and BO_EVALS must be set\n"
  _ = write(2, message, message.utf8.count)
  exit(64)
}
let seed = UInt64(max(0, count("BO_SEED") ?? 0))
var trials: [WeightTrial] = []
while trials.count < evaluations {
  let unit =
    trials.count < starts.count
    ? zip(starts[trials.count], bounds).map { ($0 - $1[0]) / ($1[1] - $1[0]) }
    : WeightSearch(after: trials, dimensions: bounds.count).next(seed: seed, stream: 0).point
  let point = zip(unit, bounds).map { $1[0] + $0 * ($1[1] - $1[0]) }
  print(point)
  fflush(nil)
  guard let value = readLine().flatMap({ Double($0) }) else { break }
  trials.append(WeightTrial(point: unit, value: -value))
}
