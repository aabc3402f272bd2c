using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>One member by its own name, as ::list and ::offsetof take it; paths are for ::print.</summary>
internal static class Members
{
    /// <summary>Null: <paramref name="reason"/> is what the message ends with.</summary>
    public static Member? Find(CType type, string name, out string reason)
    {
        if (type.Resolve() is not StructType structure)
        {
            reason = "Type is not a struct or union";
            return null;
        }

        reason = structure.TryGetMember(name, out Member member) ? "" : Reasons.NoMember;
        return reason.Length == 0 ? member : null;
    }
}
