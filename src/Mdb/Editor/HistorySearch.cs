using System.Text;

namespace Mdb.Editor;

internal enum SearchOutcome { Searching, Cancelled, Taken }

/// <summary>Incremental search: the newest line that holds what has been typed; ^R again goes to an older one, ^S to a newer one.</summary>
internal sealed class HistorySearch(History history)
{
    public const string Prompt = "Search: ";

    private readonly StringBuilder _pattern = new();

    public string Pattern => _pattern.ToString();

    /// <summary>The line found; null where none holds the pattern.</summary>
    public string? Match => Place >= 0 ? history[Place] : null;

    /// <summary>Where in the history the line stands; -1 for nowhere.</summary>
    public int Place { get; private set; } = -1;

    /// <summary>Takes a key. <see cref="SearchOutcome.Taken"/>: the search is over, and the key is for the line that was found.</summary>
    public SearchOutcome Feed(Key key)
    {
        if (key.Kind == KeyKind.Text || (key.Kind == KeyKind.Paste && PastedText.Of(key.Pasted!) is { Lines.Count: 0 }))
        {
            _pattern.Append(key.Pasted is { } pasted ? PastedText.Of(pasted).Rest : key.Rune.ToString());
            Place = history.Find(Pattern, Place < 0 ? history.Count : Place + 1);
            return SearchOutcome.Searching;
        }

        if (key.IsControl('R'))
        {
            int older = _pattern.Length == 0 ? -1 : history.Find(Pattern, Place < 0 ? history.Count : Place);
            Place = older < 0 ? Place : older;
            return SearchOutcome.Searching;
        }

        if (key.IsControl('S'))
        {
            int newer = _pattern.Length == 0 || Place < 0 ? -1 : history.FindNewer(Pattern, Place);
            Place = newer < 0 ? Place : newer;
            return SearchOutcome.Searching;
        }

        if (key.Kind == KeyKind.Backspace)
        {
            _pattern.Length = Math.Max(0, _pattern.Length - (_pattern.Length > 1 && char.IsLowSurrogate(_pattern[^1]) ? 2 : 1));
            Place = _pattern.Length == 0 ? -1 : history.Find(Pattern, history.Count);
            return SearchOutcome.Searching;
        }

        return key.IsControl('C') || key.IsControl('G') ? SearchOutcome.Cancelled : SearchOutcome.Taken;
    }
}
