namespace Mdb.Terminals;

/// <summary>Asks a person for a line.</summary>
internal interface ILineReader
{
    /// <summary>The next line without its end; null at the end of input.</summary>
    /// <param name="prompt">What stands before it.</param>
    /// <param name="taken">Called when the line is there, before a key that interrupts is for what the line says.</param>
    string? Read(string prompt, Action taken);
}
