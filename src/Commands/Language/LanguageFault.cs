namespace Commands.Language;

/// <summary>An error in the text of a statement, as a program wants it.</summary>
/// <param name="Message">Without <c>mdb: </c>.</param>
/// <param name="Column">Where in its line, in bytes, from 1.</param>
internal readonly record struct LanguageFault(string Message, int Column)
{
    public const string Code = "MDB405";
}
