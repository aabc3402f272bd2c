namespace Commands.Pipeline;

/// <summary>What a condition looks at: an element of the pipe with its type, and the row that yielded it.</summary>
internal readonly record struct FilterElement(Item Item, Run Run)
{
    public Session Session => Run.Session;

    public OutputEvent? Row => Item.Source;

    /// <summary>False for a row that names no object and no value.</summary>
    public bool HasValue => Row is null || Row.Item is not null;
}
