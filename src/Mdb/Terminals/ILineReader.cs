namespace Mdb.Terminals;

/// <summary>Asks a person for a line.</summary>
internal interface ILineReader
{
    /// <summary>The next line without its end; null at the end of input.</summary>
    string? Read(string prompt);
}
