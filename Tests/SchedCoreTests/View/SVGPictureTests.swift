import Foundation
import SchedCore
import Testing

struct SVGPictureTests {
  private func picture(
    _ blocks: [ViewBlock], title: String = "When to post", width: Double = SVGPicture.usualWidth
  ) -> String {
    var bytes: [UInt8] = []
    SVGPicture.append(blocks, title: title, width: width, to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }

  private struct Reading: Decodable {
    let names: [String: Int]
    let texts: [String]
    let titles: [String]
    /// Boxes and base lines beyond the edges of the picture.
    let outside: [String]
  }

  private func reading(_ picture: String) throws -> Reading {
    let data = try python(
      """
      import json, sys
      from xml.etree import ElementTree
      root = ElementTree.fromstring(json.load(open(sys.argv[1]))[0].encode())
      _, _, width, height = map(float, root.get("viewBox").split())
      names, texts, titles, outside = {}, [], [], []
      for element in root.iter():
          name = element.tag.replace("{http://www.w3.org/2000/svg}", "")
          names[name] = names.get(name, 0) + 1
          if name == "text": texts.append(element.text)
          if name == "title": titles.append(element.text)
          if element.get("width", "").endswith("%") or element is root: continue
          x, y = float(element.get("x", 0)), float(element.get("y", 0))
          right, foot = (float(element.get(side, 0)) for side in ("width", "height"))
          if not (0 <= x and x + right <= width and 0 <= y and y + foot <= height):
              outside.append(ElementTree.tostring(element, "unicode"))
      print(json.dumps(dict(names=names, texts=texts, titles=titles, outside=outside)))
      """, on: [picture])
    return try JSONDecoder().decode(Reading.self, from: data)
  }

  @Test(.python, arguments: [640.0, 800, 1200])
  func `a picture of every kind of block is XML, with all of it inside`(width: Double) throws {
    let title = ViewSamples.hostileTitles[0]
    let reading = try reading(picture(ViewSamples.all, title: title, width: width))
    #expect(reading.outside == [])
    for name in ["script", "image", "foreignObject", "a"] { #expect(reading.names[name] == nil) }
    #expect(reading.titles.first == title)
    #expect(reading.titles.contains { $0 == "Wed 04:00: score 0.264, 12 posts, 0.24 to 0.32" })
  }

  @Test(.python)
  func `titles that XML has no place for come out without what is forbidden`() throws {
    for title in ViewSamples.hostileTitles {
      let reading = try reading(picture([.paragraph(title), .heading(title)], title: title))
      #expect(!reading.texts.isEmpty)
    }
  }

  @Test(.python)
  func `a long text is broken between words, and a long word anywhere`() throws {
    let text = String(repeating: "word ", count: 100) + String(repeating: "w", count: 500)
    let texts = try reading(picture([.paragraph(text)])).texts.dropFirst()
    #expect(texts.count > 4)
    #expect(texts.allSatisfy { $0.count < 110 })
    #expect(texts.joined().filter { $0 == "w" }.count == 100 + 500)
    #expect(texts.joined(separator: " ").split(separator: " ").filter { $0 == "word" }.count == 100)
  }

  @Test
  func `the picture shows itself on light and on dark ground`() {
    let picture = picture([])
    #expect(picture.contains("@media (prefers-color-scheme:dark)"))
    #expect(picture.contains("<rect class=\"paper\" width=\"100%\" height=\"100%\""))
    #expect(picture.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 800 "))
  }

  @Test
  func `the same blocks give the same bytes`() {
    #expect(picture(ViewSamples.all) == picture(ViewSamples.all))
  }

  @Test
  func `a plan of 100,000 posts is laid out`() {
    let picture = picture([.calendar(ViewSamples.plan(posts: 100_000))])
    #expect(picture.ranges(of: "<g>").count == 100_000)
  }
}
