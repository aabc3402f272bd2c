namespace DumpReader.Types.Declarations;

/// <summary>A declaration that cannot be understood; the message begins with the place, <c>file:line:column: </c>.</summary>
public sealed class DeclarationException : Exception
{
    public DeclarationException(string file, int line, int column, string reason)
        : base($"{file}:{line}:{column}: {reason}") => (File, Line, Column, Reason) = (file, line, column, reason);

    public string File { get; }

    /// <summary>From 1.</summary>
    public int Line { get; }

    /// <summary>From 1.</summary>
    public int Column { get; }

    public string Reason { get; }
}
