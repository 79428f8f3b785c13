import ArgumentParser

/// Checks that a name that a flag gives is there: an unset variable of a shell is none.
package func checkName(_ flag: String, _ name: String?) throws {
  guard name == "" else { return }
  throw ValidationError("\(flag): a name is needed")
}

/// Checks that a flag's number is one that is allowed; a flag that was not given is.
/// - Throws: `--days: 400 is not a number from 1 to 366`.
package func checkRange<Number: Comparable>(
  _ flag: String, _ value: Number?, _ range: ClosedRange<Number>
) throws {
  guard let value, !range.contains(value) else { return }
  throw ValidationError(
    "\(flag): \(value) is not a number from \(plain(range.lowerBound)) "
      + "to \(plain(range.upperBound))")
}

/// A bound as people write it: 1, where Swift writes 1.0.
private func plain<Number>(_ bound: Number) -> String {
  let text = "\(bound)"
  return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
}
