namespace Mdb.Completion;

/// <summary>One command of a pipeline as far as it is typed.</summary>
/// <param name="Address">What stands before the verb.</param>
/// <param name="AddressStart">Where that begins in the line.</param>
/// <param name="Dcmd">Name behind <c>::</c>, or a name of one letter with its sigil (<c>$c</c>); null where there is none (yet).</param>
/// <param name="DcmdStart">Where the name begins in the line.</param>
/// <param name="Words">Arguments; in the stage with the cursor the last one is unfinished, perhaps empty.</param>
/// <param name="IsNameUnfinished">The cursor stands right behind the name.</param>
internal sealed record StageText(
    string Address, int AddressStart, string? Dcmd, int DcmdStart, IReadOnlyList<Word> Words, bool IsNameUnfinished);
