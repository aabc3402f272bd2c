namespace Commands.Pipeline;

/// <summary>Text that a command gave to the parser is wrong; the message is whole but for <c>mdb: </c>.</summary>
internal sealed class InputException(string message) : Exception(message);
