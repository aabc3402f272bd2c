namespace Commands.Pipeline;

/// <summary>A variable of the language, read as <c>&lt;name</c>.</summary>
internal sealed class Variable(string name, Func<ulong>? get = null, Action<ulong>? set = null)
{
    private ulong _value;

    public string Name { get; } = name;

    public ulong Value
    {
        get => get is null ? _value : get();
        set
        {
            if (set is null)
            {
                _value = value;
            }
            else
            {
                set(value);
            }
        }
    }

    /// <summary>Made by the debugger; cannot be unset.</summary>
    public bool IsPersistent { get; init; }

    public bool IsReadOnly { get; init; }

    /// <summary>Tagged by ::typeset.</summary>
    public bool IsTagged { get; set; }
}
