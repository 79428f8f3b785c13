import SchedCore
import Testing

struct MessageTests {
  @Test
  func `a message names program, place, subject and fault in this order`() {
    let message = Message(
      "unknown value \"instagran\" (did you mean \"instagram\"?)", about: "platform",
      at: Place(file: "posts.jsonl", line: 17))
    #expect(
      message.printed(by: "sched-plan")
        == "sched-plan: posts.jsonl:17: platform: unknown value \"instagran\" "
        + "(did you mean \"instagram\"?)")
  }

  @Test
  func `a warning says so behind its place`() {
    let message = Message("31 samples, 50 needed", about: "tiktok", level: .warning)
    #expect(
      message.printed(by: "sched-train") == "sched-train: warning: tiktok: 31 samples, 50 needed")
  }

  @Test
  func `the innermost place is kept and subjects grow outwards`() {
    let inner = Place(file: "a.yaml", line: 3, column: 5)
    let message = Message("not a number", about: "posts").at(inner).about("quota")
      .at(Place(file: "b.yaml"))
    #expect(message.withPlace == "a.yaml:3:5: quota.posts: not a number")
  }

  @Test
  func `what strangers wrote moves no cursor, quoted or not`() {
    let message = Message("there are \u{1B}[2J and \(Quoting.quoted("\u{7}"))", about: "a\nb")
    #expect(
      message.printed(by: "sched-plan")
        == #"sched-plan: a\nb: there are \u{1b}[2J and "\u{7}""#)
  }
}
