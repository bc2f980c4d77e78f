/// A large value that is only looked at, kept once for all that look at it.
///
/// A struct with a whole model in it would carry the code to copy each of the model's parts, as would
/// every struct around that one: half of the program, when all panels did.
@propertyWrapper
package final class Shared<Value: Sendable>: Sendable {
    package let wrappedValue: Value

    package init(_ value: Value) { wrappedValue = value }
}
