/// The toolkit's version, the same for all of its tools.
package let schedVersion = "0.1.0"
