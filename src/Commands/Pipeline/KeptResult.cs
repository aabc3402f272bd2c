namespace Commands.Pipeline;

/// <summary>
/// The result of long work that a session keeps, because a dump does not change. What it lacks, every answer from it lacks: each statement that
/// uses it is partial. What was cut short by an interrupt or a deadline is not kept.
/// </summary>
internal sealed class KeptResult<T> where T : class
{
    private T? _result;
    private Lack? _lack;
    private Run? _told;

    /// <summary>The result, which marks the statement partial where it lacks something; null where none is kept.</summary>
    public T? For(Run run)
    {
        if (_result is not null && _lack is { } lack && _told != run)
        {
            _told = run;
            run.Partial(lack);
        }

        return _result;
    }

    /// <summary>The result, made now where none is kept; what a stopped statement had time for is for itself only.</summary>
    public T? Get(Run run, Func<T?> make) => For(run) ?? Renew(run, make);

    /// <summary>As <see cref="Get"/>, but made now whatever is kept, which is dropped first.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="make">Null where there is no result, the reason said.</param>
    public T? Renew(Run run, Func<T?> make)
    {
        Drop();
        T? made = run.Observe(make, out Lack? lack);
        (_result, _lack, _told) = run.ShouldStop ? (null, null, null) : (made, lack, run);
        return made;
    }

    /// <summary>Work on the kept result itself was cut short: from now on it lacks that.</summary>
    public void Spoil(Lack lack) => _lack ??= lack;

    public void Drop() => (_result, _lack, _told) = (null, null, null);
}
