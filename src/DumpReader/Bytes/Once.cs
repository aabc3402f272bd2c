namespace DumpReader.Bytes;

/// <summary>
/// What is made when first asked for and kept. Unlike with <see cref="Lazy{T}"/>, making it may be stopped (<see cref="WorkLimit"/>): then
/// nothing is kept, and whoever asks next makes it anew.
/// </summary>
/// <param name="make">Called by one thread at a time, until it returns.</param>
internal sealed class Once<T>(Func<T> make)
{
    /// <summary>Milliseconds of waiting for another thread between two looks at the clock.</summary>
    private const int LookEvery = 10;

    private readonly Lock _gate = new();
    private T? _value;
    private volatile bool _isMade;

    public T Value
    {
        get
        {
            if (!_isMade)
            {
                Make();
            }

            return _value!;
        }
    }

    public bool IsMade => _isMade;

    private void Make()
    {
        while (!_gate.TryEnter(LookEvery))
        {
            WorkLimit.Check();
        }

        try
        {
            if (!_isMade)
            {
                _value = make();
                _isMade = true;
            }
        }
        finally
        {
            _gate.Exit();
        }
    }
}
