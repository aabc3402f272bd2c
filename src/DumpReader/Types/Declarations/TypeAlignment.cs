using System.Runtime.CompilerServices;

namespace DumpReader.Types.Declarations;

/// <summary>Alignment in bytes under the amd64 ABI; that of a structure is noted when it is laid out.</summary>
internal sealed class TypeAlignment
{
    private readonly ConditionalWeakTable<CType, object> _noted = [];

    public void Note(CType type, int alignment) => _noted.AddOrUpdate(type, alignment);

    public int Of(CType type)
    {
        for (int depth = 0; depth < TypeDepth.Max; depth++)
        {
            if (_noted.TryGetValue(type, out object? noted))
            {
                return (int)noted;
            }

            switch (type)
            {
                case TypedefType t: type = t.Target; break;
                case QualifiedType q: type = q.Target; break;
                case ArrayType a: type = a.Element; break;
                default: return Math.Max(1, (int)Math.Min(type.Size, 16));
            }
        }

        return 1;
    }
}
