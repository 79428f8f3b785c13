/// Placeholder
package struct ForeignDescription {
  package init(_ request: ImportRequest, maxRecordBytes: Int) {}
  package func text(of operands: [String]) throws(Message) -> [UInt8] { [] }
}
