namespace Mdb.Editor;

/// <summary>
/// The editing of one line, key by key: knows nothing of a terminal. Keys in, what to show out. While a search is on
/// (<see cref="HistorySearch"/>) it takes the keys first.
/// </summary>
internal sealed class LineEditor(History history, ICompleter? completer)
{
    private readonly LineBuffer _line = new();
    private HistorySearch? _search;
    private readonly Queue<string> _pasted = new();
    private string _rest = "";
    private string? _listed;
    private string _unfinished = "";
    private int _place;

    /// <summary>End-of-input on an empty line is not taken (<c>-o ignoreeof</c>).</summary>
    public bool IgnoreEndOfInput { get; set; }

    /// <summary>Whether the line accepted last went into the history.</summary>
    public bool IsKept { get; private set; }

    /// <summary>Text of the line.</summary>
    public string Text => _line.ToString();

    /// <summary>What stands before the cursor, the search included while one is on.</summary>
    public string BeforeCursor => _search?.Pattern ?? _line.BeforeCursor;

    /// <summary>What stands at the cursor and after it.</summary>
    public string AfterCursor => _search is { } search ? ": " + search.Match : Text[_line.BeforeCursor.Length..];

    /// <summary>Replaces the prompt; null where the usual one stands.</summary>
    public string? Prompt => _search is null ? null : HistorySearch.Prompt;

    /// <summary>The next line: one that was pasted with those before it, or an empty one. At the end of the history.</summary>
    /// <returns>Whether the line is whole and is to be taken as it stands (<see cref="EditorAction.Accept"/>).</returns>
    public bool Begin()
    {
        bool isWhole = _pasted.TryDequeue(out string? line);
        _line.Set(isWhole ? line! : _rest);
        if (!isWhole)
        {
            _rest = "";
        }

        _search = null;
        _listed = null;
        _unfinished = "";
        _place = history.Count;
        if (isWhole)
        {
            Accept();
        }

        return isWhole;
    }

    /// <summary>Forgets the lines that were pasted and are still to come.</summary>
    public void DropPasted()
    {
        _pasted.Clear();
        _rest = "";
    }

    public EditorStep Feed(Key key)
    {
        if (_search is { } search)
        {
            switch (search.Feed(key))
            {
                case SearchOutcome.Searching:
                    return EditorAction.Redraw;
                case SearchOutcome.Cancelled:
                    _search = null;
                    return EditorAction.Redraw;
                default:
                    _search = null;
                    if (search.Match is { } match)
                    {
                        _line.Set(match);
                        _place = search.Place;
                    }

                    break;
            }

            if (key.Kind == KeyKind.Escape)
            {
                return EditorAction.Redraw;
            }

            EditorStep step = Edit(key);
            return step.Action == EditorAction.None ? EditorAction.Redraw : step;
        }

        return Edit(key);
    }

    private EditorStep Edit(Key key)
    {
        _listed = key.Kind == KeyKind.Tab ? _listed : null;
        switch (key.Kind)
        {
            case KeyKind.Text:
                _line.Insert(key.Rune);
                return EditorAction.Redraw;
            case KeyKind.Enter:
                return Accept();
            case KeyKind.Tab:
                return Complete();
            case KeyKind.Backspace:
                return Changed(_line.Delete(_line.Previous()));
            case KeyKind.Delete:
                return Changed(_line.Delete(_line.Next()));
            case KeyKind.MetaBackspace:
                return Changed(_line.Kill(_line.PreviousWord()));
            case KeyKind.Left:
                return Changed(_line.MoveTo(_line.Previous()));
            case KeyKind.Right:
                return Changed(_line.MoveTo(_line.Next()));
            case KeyKind.WordLeft:
                return Changed(_line.MoveTo(_line.PreviousWord()));
            case KeyKind.WordRight:
                return Changed(_line.MoveTo(_line.NextWord()));
            case KeyKind.Home:
                return Changed(_line.MoveTo(0));
            case KeyKind.End:
                return Changed(_line.MoveTo(_line.Length));
            case KeyKind.Up:
                return Changed(Browse(Like(-1)));
            case KeyKind.Down:
                return Changed(Browse(Like(1)));
            case KeyKind.Paste:
                return Paste(key.Pasted!);
            case KeyKind.Control:
                return Control((char)key.Rune.Value);
            case KeyKind.Meta:
                return Meta((char)key.Rune.Value);
            default:
                return EditorAction.None;
        }
    }

    private EditorStep Control(char letter)
    {
        switch (letter)
        {
            case 'A':
                return Changed(_line.MoveTo(0));
            case 'B':
                return Changed(_line.MoveTo(_line.Previous()));
            case 'C':
                DropPasted();
                Begin();
                return EditorAction.Interrupt;
            case 'D':
                return _line.Length > 0 ? Changed(_line.Delete(_line.Next()))
                    : IgnoreEndOfInput ? EditorAction.None
                    : EditorAction.EndOfInput;
            case 'E':
                return Changed(_line.MoveTo(_line.Length));
            case 'F':
                return Changed(_line.MoveTo(_line.Next()));
            case 'K':
                return Changed(_line.Kill(_line.Length));
            case 'L':
                return EditorAction.ClearScreen;
            case 'N':
                return Changed(Browse(_place + 1));
            case 'P':
                return Changed(Browse(_place - 1));
            case 'R' or 'S':
                _search = new HistorySearch(history);
                return EditorAction.Redraw;
            case 'T':
                return Changed(_line.Transpose());
            case 'U':
                bool any = _line.Length > 0;
                _line.MoveTo(_line.Length);
                _line.Kill(0);
                return Changed(any);
            case 'W':
                return Changed(_line.Kill(_line.PreviousBlank()));
            case 'Y':
                return Changed(_line.Yank());
            case 'Z':
                return EditorAction.Suspend;
            default:
                return EditorAction.None;
        }
    }

    private EditorStep Meta(char letter) => letter switch
    {
        'b' => Changed(_line.MoveTo(_line.PreviousWord())),
        'd' => Changed(_line.Kill(_line.NextWord())),
        'f' => Changed(_line.MoveTo(_line.NextWord())),
        _ => EditorAction.None,
    };

    private static EditorStep Changed(bool changed) => changed ? EditorAction.Redraw : EditorAction.None;

    private EditorStep Accept()
    {
        IsKept = history.Add(Text);
        _line.MoveTo(_line.Length);
        return EditorAction.Accept;
    }

    /// <summary>The next place, backwards or forwards, whose line begins with what the person has typed; the next line where none does.</summary>
    private int Like(int step) => history.Like(_place, step, _place == history.Count ? Text : _unfinished, Text);

    /// <summary>The first line of the text is joined to what is typed, and taken when it is whole; the others wait for their turn.</summary>
    private EditorStep Paste(string text)
    {
        PastedText pasted = PastedText.Of(text);
        if (pasted.Lines.Count == 0)
        {
            _line.Insert(pasted.Rest);
            return Changed(pasted.Rest.Length > 0);
        }

        string behind = Text[_line.BeforeCursor.Length..];
        _line.Kill(_line.Length);
        _line.Insert(pasted.Lines[0]);
        foreach (string line in pasted.Lines.Skip(1))
        {
            _pasted.Enqueue(line);
        }

        _rest = pasted.Rest + behind;
        return Accept();
    }

    private bool Browse(int place)
    {
        if (place < 0 || place > history.Count)
        {
            return false;
        }

        if (_place == history.Count)
        {
            _unfinished = Text;
        }

        _place = place;
        _line.Set(place == history.Count ? _unfinished : history[place]);
        return true;
    }

    private EditorStep Complete()
    {
        string before = _line.BeforeCursor;
        if (completer?.Complete(before) is not { Words: { Count: > 0 } words } completion)
        {
            return EditorAction.None;
        }

        string prefix = CommonPrefix(words);
        string typed = before[completion.Start..];
        bool longer = prefix.Length > typed.Length;
        if (longer)
        {
            _line.Insert(prefix[typed.Length..]);
        }

        // Whoever presses the key twice to see the list sees it once.
        if (words.Count == 1 || (!longer && _listed == before))
        {
            return Changed(longer);
        }

        _listed = _line.BeforeCursor;
        return new EditorStep(EditorAction.List, completion);
    }

    private static string CommonPrefix(IReadOnlyList<string> words)
    {
        string prefix = words[0];
        foreach (string word in words)
        {
            int common = prefix.AsSpan().CommonPrefixLength(word);
            prefix = prefix[..common];
        }

        return prefix;
    }
}
