namespace Mdb.Editor;

/// <summary>What could stand where the cursor is.</summary>
/// <param name="Start">Where the unfinished word begins, in UTF-16 units of the text before the cursor.</param>
/// <param name="Words">Whole words, sorted, without repeats; each begins with the unfinished word.</param>
/// <param name="Describe">One line about a word, or null; asked only for words that are shown.</param>
internal readonly record struct Candidates(int Start, IReadOnlyList<string> Words, Func<string, string?>? Describe = null);

internal interface ICompleter
{
    /// <summary>Completes the word at the end of <paramref name="text"/>, which is what stands before the cursor.</summary>
    Candidates Complete(string text);
}
