using DumpReader.Types;

namespace Commands.Pipeline.Printing;

/// <summary>Finds structures that contain themselves, which only damaged types do: they would print for ever.</summary>
internal sealed class ContainmentCheck
{
    private readonly Dictionary<StructType, bool> _known = [];

    public bool ContainsItself(StructType structure)
    {
        if (_known.TryGetValue(structure, out bool contains))
        {
            return contains;
        }

        contains = false;
        var seen = new HashSet<StructType>();
        var open = new Stack<StructType>();
        open.Push(structure);
        while (!contains && open.TryPop(out StructType? next))
        {
            foreach (Member member in next.Members)
            {
                if (Inside(member.Type) is { } inner)
                {
                    contains |= inner == structure;
                    if (!(_known.TryGetValue(inner, out bool known) && !known) && seen.Add(inner))
                    {
                        open.Push(inner);
                    }
                }
            }
        }

        _known[structure] = contains;
        return contains;
    }

    /// <summary>The structure that a member or each of its elements is.</summary>
    private static StructType? Inside(CType type)
    {
        for (int depth = 0; depth < 256; depth++)
        {
            switch (type.Resolve())
            {
                case ArrayType array: type = array.Element; break;
                case StructType structure: return structure;
                default: return null;
            }
        }

        return null;
    }
}
