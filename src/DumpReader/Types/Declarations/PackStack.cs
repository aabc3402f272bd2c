namespace DumpReader.Types.Declarations;

/// <summary><c>#pragma pack</c>: the greatest alignment of members, and the values pushed below it.</summary>
internal sealed class PackStack
{
    private readonly Stack<int> _pushed = new();

    /// <summary>0 where nothing limits alignment.</summary>
    public int Limit { get; private set; }

    /// <summary>Obeys the text behind <c>#pragma</c>; other pragmas than pack have no effect on types. False if a pack is malformed.</summary>
    public bool TryObey(string text)
    {
        if (!text.StartsWith("pack", StringComparison.Ordinal))
        {
            return true;
        }

        text = text["pack".Length..].Trim();
        if (text.Length < 2 || text[0] != '(' || text[^1] != ')')
        {
            return false;
        }

        string[] words = text[1..^1].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case []:
                Limit = 0;
                return true;
            case ["pop"] when _pushed.Count > 0:
                Limit = _pushed.Pop();
                return true;
            case ["push"]:
                _pushed.Push(Limit);
                return true;
            case ["push", var limit]:
                _pushed.Push(Limit);
                return TrySet(limit);
            case [var limit]:
                return TrySet(limit);
            default:
                return false;
        }
    }

    private bool TrySet(string text)
    {
        bool good = text is "1" or "2" or "4" or "8" or "16";
        Limit = good ? int.Parse(text) : Limit;
        return good;
    }
}
