namespace DumpReader.Problems;

/// <summary>Something that could not be read, or was read and is wrong; it never stops the reader by itself.</summary>
/// <param name="Code">A stable number to cite: <c>MDB1xx</c> file, <c>MDB2xx</c> memory, <c>MDB3xx</c> types, <c>MDB4xx</c> language, <c>MDB5xx</c> kernel objects.</param>
/// <param name="Message">One line that says what and where, without a final full stop.</param>
/// <param name="Address">The kernel address concerned, where there is one.</param>
public readonly record struct Problem(string Code, string Message, ulong? Address = null)
{
    /// <summary>The same without the control characters that paths and names of the dump may have.</summary>
    internal Problem OneLine() => Message.Any(char.IsControl)
        ? this with { Message = string.Concat(Message.Select(c => char.IsControl(c) ? '?' : c)) }
        : this;

    public override string ToString() => $"{Message} ({Code})";
}
