namespace DumpReader.Types.Ctf;

/// <summary>
/// From a name to a type of one container, without a string for any of them. Tags of structures, unions and enums are three
/// spaces of names, everything else a fourth. A definition beats a forward declaration; otherwise the first of a name counts.
/// </summary>
internal sealed class CtfNameIndex
{
    private readonly CtfContainer _container;
    private readonly int[] _heads;
    private readonly int[] _next;

    public CtfNameIndex(CtfContainer container)
    {
        _container = container;
        int size = 16;
        while (size < container.Count)
        {
            size <<= 1;
        }

        _heads = new int[size];
        _next = new int[container.Count + 1];

        // From the last to the first, so that the first stands at the head of its chain.
        for (int index = container.Count; index > 0; index--)
        {
            CtfRecord record = container.Record(index);
            ReadOnlySpan<byte> name = container.NameBytes(record.Name);
            if (!name.IsEmpty && record.Kind is not (TypeKind.Function or TypeKind.Unknown))
            {
                ref int head = ref _heads[Hash(Space(record), name) & (uint)(size - 1)];
                _next[index] = head;
                head = index;
            }
        }
    }

    /// <summary>Index of the type, 0 for none. <paramref name="space"/> is Struct, Union, Enum, or Unknown for all else.</summary>
    public int Find(TypeKind space, ReadOnlySpan<byte> name)
    {
        int forward = 0;
        for (int index = _heads[Hash(space, name) & (uint)(_heads.Length - 1)]; index != 0; index = _next[index])
        {
            CtfRecord record = _container.Record(index);
            if (Space(record) != space || !_container.NameBytes(record.Name).SequenceEqual(name))
            {
                continue;
            }

            if (record.Kind != TypeKind.Forward)
            {
                return index;
            }

            forward = forward == 0 ? index : forward;
        }

        return forward;
    }

    private static TypeKind Space(in CtfRecord record) => record.Kind switch
    {
        TypeKind.Struct or TypeKind.Union or TypeKind.Enum => record.Kind,
        TypeKind.Forward => record.ForwardOf,
        _ => TypeKind.Unknown,
    };

    private static uint Hash(TypeKind space, ReadOnlySpan<byte> name)
    {
        uint hash = 2166136261 ^ (uint)space;
        foreach (byte b in name)
        {
            hash = (hash ^ b) * 16777619;
        }

        return hash ^ (hash >> 15);
    }
}
