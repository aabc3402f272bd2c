using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>The segments of <c>kas</c>, the kernel's address space, named by the variable that each one is.</summary>
internal static class KernelSegments
{
    /// <summary>Null after a message: the dump has no <c>kas</c>, or lacks its types.</summary>
    public static IEnumerable<Extent>? List(Run run)
    {
        Session session = run.Session;
        if (session.FindSymbol(null, "kas", out Symbol kas) != SymbolLookup.Found)
        {
            run.Error($"failed to find kas: {Reasons.UnknownSymbol}");
            return null;
        }

        if (session.FindType("struct seg", out string reason) is not { } type)
        {
            run.Error($"failed to look up type struct seg: {reason}");
            return null;
        }

        return Registry.CreateWalker("seg")?.Walk(run, new Item(kas.Value)) is { } segments ? Extents(run, segments, type) : null;
    }

    private static IEnumerable<Extent> Extents(Run run, IEnumerable<Item> segments, CType type)
    {
        foreach (Item segment in segments)
        {
            var value = new Value(run.Target.Memory, type, segment.Bits);
            if (!value.TrySnapshot(out Value seg) || !seg["s_base"].TryUInt64(out ulong from) || !seg["s_size"].TryUInt64(out ulong size))
            {
                run.ReadError($"failed to read segment at {segment.Bits:x}: {Reasons.NoMapping}", segment.Bits);
                continue;
            }

            bool named = run.Session.TryFindExact(segment.Bits, out Symbol symbol);
            yield return new Extent(from, size, named ? symbol.Name : segment.Bits.ToString("x"));
        }
    }
}
