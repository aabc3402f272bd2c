using DumpReader.Types;

namespace Fuzz.Targets;

/// <summary>Asks a type for everything that it says of itself, and the types it refers to for their names and sizes.</summary>
internal static class TypeExercise
{
    private const int Parts = 64;

    public static void Ask(CType type)
    {
        Look(type);
        Look(type.Resolve());
        switch (type)
        {
            case PointerType p:
                Look(p.Target);
                break;
            case ArrayType a:
                Look(a.Element);
                Look(a.Index);
                break;
            case FunctionType f:
                Look(f.Result);
                for (int i = 0; i < Math.Min(f.ArgumentCount, Parts); i++)
                {
                    Look(f.Argument(i));
                }

                break;
            case StructType s:
                foreach (Member member in s.Members.Take(Parts))
                {
                    Look(member.Type);
                    s.TryGetMember(member.Name, out _);
                }

                break;
            case EnumType e:
                _ = e.Enumerators.Count;
                break;
        }
    }

    private static void Look(CType type) => _ = (type.Name, type.Size, type.Module);
}
