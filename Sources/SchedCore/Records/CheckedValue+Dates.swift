extension CheckedValue {
  /// Days since the epoch of a date such as 2026-11-23.
  func date() throws(Message) -> Int {
    let text = try string()
    do throws(Message) {
      return try CivilDate(parsing: text).daysSinceEpoch
    } catch {
      throw error.about(path)
    }
  }

  /// A day of the week such as tue.
  func day() throws(Message) -> Weekday {
    let name = try string()
    do throws(Message) {
      return try Weekday(parsing: name)
    } catch {
      throw error.about(path)
    }
  }
}
