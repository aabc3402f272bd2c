using DumpReader.Bytes;
using DumpReader.Values;

namespace DumpReader.Kernel.Devices;

/// <summary>
/// Names of drivers and their major numbers: <c>mb_hashtab</c> (<c>struct bind</c> of sys/hwconf.h) from names to numbers,
/// <c>devnamesp</c> (<c>struct devnames</c> of sys/autoconf.h) back.
/// </summary>
internal static class DriverNames
{
    /// <summary>MOD_BIND_HASHSIZE.</summary>
    public const uint Buckets = 64;

    private const string Binding = "struct bind";

    private const string Driver = "struct devnames";

    /// <summary>The major number that a driver's name or alias is bound to; null where it is bound to none.</summary>
    public static int? Major(KernelObjects kernel, string name, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("mb_hashtab", out ulong table))
        {
            fault(WalkFault.MissingSymbol("mb_hashtab"));
            return null;
        }

        if (kernel.Type(Binding).Type is not { } type || !kernel.TryOffset(Binding, "b_next", fault, out ulong next))
        {
            fault(WalkFault.MissingMember(Binding, "b_next"));
            return null;
        }

        uint bucket = name.Aggregate(0U, (hash, letter) => hash ^ letter) & (Buckets - 1);
        foreach (ulong at in HashChains.Walk(kernel, unchecked(table + (bucket * 8UL)), 1, next, "binding", fault))
        {
            var entry = new Value(kernel.Memory, type, at);
            if (entry.TryGet("b_name", out Value bound) && bound.TryString(out string text) && text == name
                && entry.TryGet("b_num", out Value number) && number.TryInt64(out long major))
            {
                return (int)major;
            }
        }

        return null;
    }

    /// <summary>The name of the driver with a major number; null where there is none.</summary>
    public static string? Name(KernelObjects kernel, ulong major, Action<WalkFault> fault) =>
        At(kernel, major, fault) is { } driver && driver.TryGet("dn_name", out Value name) && name.TryString(out string text) ? text : null;

    /// <summary>The <c>struct devnames</c> of a major number; null where the kernel has no such number.</summary>
    public static Value? At(KernelObjects kernel, ulong major, Action<WalkFault> fault) =>
        kernel.Type(Driver).Type is { } type && kernel.TryPointer("devnamesp", fault, out ulong table) && major < Count(kernel, fault)
            ? new Value(kernel.Memory, type, unchecked(table + (major * type.Size)))
            : null;

    /// <summary>How many major numbers there are (<c>devcnt</c>).</summary>
    public static uint Count(KernelObjects kernel, Action<WalkFault> fault)
    {
        (uint count, ulong at) = Claimed(kernel, fault);
        return (uint)WalkFault.AtMost(count, Limits.Majors, "devnames", at, fault);
    }

    private static (uint Count, ulong At) Claimed(KernelObjects kernel, Action<WalkFault> fault)
    {
        if (!kernel.TrySymbol("devcnt", out ulong at))
        {
            fault(WalkFault.MissingSymbol("devcnt"));
            return default;
        }

        if (!kernel.Memory.TryReadUInt32(at, out uint count))
        {
            fault(WalkFault.Unreadable("devcnt", at));
            return default;
        }

        return (count, at);
    }

    /// <summary>Every <c>struct devnames</c>, empty ones too.</summary>
    public static IEnumerable<ulong> All(KernelObjects kernel, Action<WalkFault> fault)
    {
        ulong size = kernel.Type(Driver).Size;
        if (size == 0)
        {
            fault(WalkFault.MissingMember(Driver, "dn_name"));
            return [];
        }

        if (!kernel.TryPointer("devnamesp", fault, out ulong table))
        {
            return [];
        }

        (uint count, ulong at) = Claimed(kernel, fault);
        return Each();

        IEnumerable<ulong> Each()
        {
            ulong believed = WalkFault.AtMost(count, Limits.Majors, "devnames", at, fault);
            for (ulong i = 0; i < believed; i++)
            {
                yield return unchecked(table + (i * size));
            }
        }
    }

    /// <summary>Every <c>struct bind</c> of a table. As in stock mdb the last bucket is left out.</summary>
    public static IEnumerable<ulong> Bindings(KernelObjects kernel, ulong table, Action<WalkFault> fault) =>
        kernel.TryOffset(Binding, "b_next", fault, out ulong next)
            ? HashChains.Walk(kernel, table, Buckets - 1, next, "binding", fault)
            : [];
}
