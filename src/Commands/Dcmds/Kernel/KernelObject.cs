using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>How the kernel dcmds get at the objects they show: by type and address, by variable, or all that a walker yields.</summary>
internal static class KernelObject
{
    /// <summary>
    /// Reads an object whole; false with nothing said when its type or memory is missing. Where a member is looked for behind a pointer in it
    /// and is not in the dump, the run is partial.
    /// </summary>
    public static bool TryRead(Run run, string typeName, ulong address, out Value value)
    {
        value = default;
        return run.Session.FindType(typeName, out _) is { } type && type.Resolve() is StructType
            && new Value(run.Target.Memory, type, address).TrySnapshot(run.Memory, out value);
    }

    /// <summary>As above; where it fails says so, and the run is partial for what was missing.</summary>
    /// <param name="run">The statement.</param>
    /// <param name="typeName">Type of the object.</param>
    /// <param name="address">Where it lies.</param>
    /// <param name="failure">The dcmd's own words up to the address, which follows them.</param>
    /// <param name="value">The object.</param>
    /// <param name="reason">Whether the message ends with the reason.</param>
    public static bool TryRead(Run run, string typeName, ulong address, string failure, out Value value, bool reason = true)
    {
        bool read = TryRead(run, typeName, address, out value);
        if (!read)
        {
            SayUnreadable(run, typeName, address, $"{failure}{address:x}{(reason ? ": " + Reasons.NoMapping : "")}");
        }

        return read;
    }

    /// <summary>An object that the answer can do without: nothing is said, but the run is partial where it is missing. False for NULL, too.</summary>
    public static bool TryReadPart(Run run, string typeName, ulong address, out Value value)
    {
        value = default;
        if (address == 0 || run.Session.FindType(typeName, out _)?.Resolve() is not StructType)
        {
            return false;
        }

        bool read = TryRead(run, typeName, address, out value);
        if (!read)
        {
            run.Missing(address);
        }

        return read;
    }

    private static void SayUnreadable(Run run, string typeName, ulong address, string message)
    {
        if (run.Session.FindType(typeName, out _)?.Resolve() is StructType)
        {
            run.ReadError(message, address);
        }
        else
        {
            run.Error(message);
            run.Partial(new Problem("MDB526", $"the dump's types have no {typeName}", address));
        }
    }

    /// <summary>A variable of the kernel with its declared type; false when the dump has no such symbol or type.</summary>
    public static bool TryVariable(Run run, string name, out Value value)
    {
        value = default;
        if (run.Session.FindSymbol(null, name, out Symbol symbol) != SymbolLookup.Found
            || run.Target.Types.OfSymbol(symbol, out _) is not { } type)
        {
            return false;
        }

        value = new Value(run.Memory, type, symbol.Value);
        return true;
    }

    /// <summary>Value of a kernel variable that is an integer or pointer, by its size where its type is not known; null when it is missing.</summary>
    public static ulong? Variable(Run run, string name)
    {
        if (TryVariable(run, name, out Value value) && value.TryUInt64(out ulong bits))
        {
            return bits;
        }

        return run.Session.FindSymbol(null, name, out Symbol symbol) == SymbolLookup.Found
            && run.Target.Memory.TryReadUInt64(symbol.Value, out ulong word)
            ? symbol.Size == 4 ? (uint)word : word
            : null;
    }

    /// <summary>Starts a walk; null, with the message, where it cannot be started.</summary>
    /// <param name="call">The call.</param>
    /// <param name="walker">Name of the walker.</param>
    /// <param name="start">Where it starts; null for a global walk.</param>
    /// <param name="failure">The dcmd's own words; null for the usual ones.</param>
    public static IEnumerable<Item>? Walk(Invocation call, string walker, Item? start = null, string? failure = null)
    {
        IEnumerable<Item>? elements = WalkerTable.Find(call.Session, walker)?.Walk(call.Run, start);
        if (elements is null)
        {
            call.Run.Error(failure ?? $"failed to walk '{walker}'");
        }

        return elements;
    }

    /// <summary>What a walk yields; nothing where it cannot be started, of which only the walker's own message tells.</summary>
    public static IEnumerable<Item> Elements(Run run, string walker, Item? start = null) =>
        WalkerTable.Find(run.Session, walker)?.Walk(run, start) ?? [];

    /// <summary>
    /// Runs a dcmd's row on the object it was given, or without an address on every object that a walker yields. The first makes the heading.
    /// </summary>
    /// <param name="call">The call.</param>
    /// <param name="walker">Walker of all objects.</param>
    /// <param name="heading">Emits the heading; before the object is read.</param>
    /// <param name="show">Shows one; anything but Ok and Error ends the walk.</param>
    /// <param name="failure">The dcmd's own words where the walk cannot be started; null for the usual ones.</param>
    public static Status Each(Invocation call, string walker, Action heading, Func<ulong, Status> show, string? failure = null)
    {
        if (call.HasAddress)
        {
            heading();
            return show(call.Address);
        }

        if (Walk(call, walker, failure: failure) is not { } objects)
        {
            return Status.Error;
        }

        bool first = true;
        foreach (Item item in objects)
        {
            if (first)
            {
                heading();
                first = false;
            }

            if (show(item.Bits) is Status.Abort or Status.Usage || call.Run.ShouldStop)
            {
                break;
            }
        }

        return Status.Ok;
    }

    /// <summary><see cref="Each"/> for objects that are read whole and make one row each.</summary>
    public static Status EachRow(Invocation call, string walker, string typeName, Table<Value> table)
    {
        string failure = $"can't read {typeName} at ";
        return Each(call, walker, () => call.Header(table), address => Row(call, typeName, address, failure, table, value => value));
    }

    /// <summary>Reads an object whole and makes one row of it; an error, with the message, where it cannot be read.</summary>
    /// <param name="call">The call.</param>
    /// <param name="typeName">Type of the object.</param>
    /// <param name="address">Where it lies.</param>
    /// <param name="failure">The dcmd's own words up to the address, which follows them.</param>
    /// <param name="table">The table of the row.</param>
    /// <param name="row">What the table shows of the object.</param>
    public static Status Row<TRow>(Invocation call, string typeName, ulong address, string failure, Table<TRow> table, Func<Value, TRow> row) =>
        !TryRead(call.Run, typeName, address, failure, out Value value) ? Status.Error
        : call.Row(table, row(value), new Item(address, value.Type)) ? Status.Ok
        : Status.Abort;
}
