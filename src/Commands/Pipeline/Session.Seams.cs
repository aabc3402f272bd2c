using System.Text;

namespace Commands.Pipeline;

internal sealed partial class Session
{
    /// <summary>One line <c>mdb: message</c> on the error stream, in order with the output.</summary>
    public void Warn(string message) => Streams.Error.Write(Encoding.Latin1.GetBytes("mdb: " + message + "\n"));

    /// <summary>The number parser of the language (current radix, prefixes); the error text is without <c>mdb: </c>.</summary>
    public bool TryNumber(string text, out ulong value, out string? error) => throw new NotSupportedException(text);

    /// <summary>
    /// Runs command text with dot set (::eval, ::map, ::grep); output goes to <paramref name="output"/>; <see cref="Dot"/> afterwards is
    /// what the text left and is not put back. <see cref="Status.Abort"/> after an error, which has been said.
    /// </summary>
    public Status Evaluate(string text, ulong dot, Output output) => throw new NotSupportedException(text);

    /// <summary>
    /// Why a name cannot be the variable of a walk (<c>variable rip is read-only</c>, <c>'%c' may not be used in a variable name</c>);
    /// null when it can.
    /// </summary>
    public string? RefuseWalkVariable(string name) => throw new NotSupportedException(name);
}
