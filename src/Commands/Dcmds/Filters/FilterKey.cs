using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>The values of a key as one object that can be looked up.</summary>
internal sealed class FilterKey(FilterValue[] values) : IEquatable<FilterKey>
{
    public FilterValue[] Values => values;

    public bool Equals(FilterKey? other)
    {
        if (other is null || other.Values.Length != values.Length)
        {
            return false;
        }

        for (int i = 0; i < values.Length; i++)
        {
            if (FilterOrder.Key(values[i]) != FilterOrder.Key(other.Values[i]))
            {
                return false;
            }
        }

        return true;
    }

    public override bool Equals(object? obj) => Equals(obj as FilterKey);

    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (FilterValue value in values)
        {
            hash.Add(FilterOrder.Key(value));
        }

        return hash.ToHashCode();
    }
}
