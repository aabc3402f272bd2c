namespace DumpReader.Types.Ctf;

/// <summary>Follows the references of typedefs, qualifiers, pointers, arrays and results, which damage can tie into a circle.</summary>
internal static class CtfChain
{
    /// <summary>Whether the chain from a type comes to one that refers to nothing, or to nowhere.</summary>
    public static bool Ends(CtfContainer container, int index)
    {
        for (int depth = 0; depth < TypeDepth.Max; depth++)
        {
            CtfRecord record = container.Record(index);
            ulong id;
            switch (record.Kind)
            {
                case TypeKind.Typedef or TypeKind.Volatile or TypeKind.Const or TypeKind.Restrict or TypeKind.Pointer or TypeKind.Function:
                    id = record.SizeOrType;
                    break;
                case TypeKind.Array:
                    id = CtfDecoder.Id(container.TypeSection[record.Data..record.Next], 0);
                    break;
                default:
                    return true;
            }

            if (id > ushort.MaxValue || !container.TryPlace((int)id, out container, out index))
            {
                return true;
            }
        }

        return false;
    }
}
