import Glibc

/// The terminal that standard output may be.
package struct Terminal {
  /// How wide it is; nil where standard output is none, or does not say.
  package let columns: Int?
  /// Whether text may be coloured: on a terminal, unless `NO_COLOR` is set to anything
  /// (no-color.org) or the terminal calls itself dumb.
  package let hasColor: Bool

  /// - Parameter isReplaced: whether the output goes to a file in place of standard output.
  package init(isReplaced: Bool) {
    guard !isReplaced, isatty(STDOUT_FILENO) == 1 else {
      (columns, hasColor) = (nil, false)
      return
    }
    var size = winsize()
    let isKnown = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 0
    columns = isKnown ? Int(size.ws_col) : nil
    let isSilenced = getenv("NO_COLOR").map { $0.pointee != 0 } ?? false
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    hasColor = !isSilenced && !isDumb
  }
}
