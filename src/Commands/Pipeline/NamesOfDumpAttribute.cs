namespace Commands.Pipeline;

/// <summary>
/// Says which names a dump is known to give to the facts that a method says, where only the dump decides: what completion offers. A name
/// that is not among them is a column all the same.
/// </summary>
/// <param name="names">A blank between two.</param>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class NamesOfDumpAttribute(string names) : Attribute
{
    public string Names { get; } = names;
}
