using Commands.Pipeline;
using DumpReader.Kernel;
using DumpReader.Targets;

namespace Commands.Dcmds.Core;

/// <summary>The segments of the address space.</summary>
[Dcmd("mappings", "$m")]
internal sealed class Mappings : Dcmd
{
    private static readonly Table<ProcessMapping> OfMemory = new(
        [
            new("base", m => Cell.Address(m.Base)), new("limit", m => Cell.Address(unchecked(m.Base + m.Size))), new("size", m => m.Size),
            new("access", m => m.Access), new("name", m => m.Name),
        ],
        Extent.Layout.Header,
        (m, w) => new Extent(m.Base, m.Size, m.Name).Write(w));

    public override DcmdInfo Info { get; } = new("mappings", "print address space mappings")
    {
        Usage = "[name]",
        Address = AddressUse.Optional,
        StockHelp = false,
        Help = """
            Lists the segments of the kernel's address space, of a process or of the object file. With an address only the
            module or segment that holds it; with a name only that module.
            """,
        StockPipeForm = false,
        Examples = ["::mappings", "*panic_thread::mappings", "::mappings genunix"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 1 || (call.Arguments.Count == 1 && (call.HasAddress || call.Arguments[0].IsNumber)))
        {
            return Status.Usage;
        }

        if (call.Target.Process is { } process)
        {
            call.Header(OfMemory);
            return OfProcess(call, process);
        }

        call.Header(Extent.Layout);
        if (call.Target.Kind != "kvm")
        {
            return OfFile(call);
        }

        if (call.HasAddress)
        {
            Extent? holder = Holder(call, call.Address);
            return holder is null ? call.Fail($"failed to obtain mapping: {Reasons.NoMapping}") : Show(call, [holder]);
        }

        if (call.Arguments.Count == 0)
        {
            return KernelSegments.List(call.Run) is { } segments ? Show(call, segments) : Status.Error;
        }

        Module? named = call.Target.Modules.FirstOrDefault(m => m.Name == call.Arguments[0].Text);
        return named is null
            ? call.Fail($"failed to obtain mapping: {Reasons.UnknownObject}")
            : Show(call, [new Extent(named.TextBase, named.TextSize, named.Name)]);
    }

    /// <summary>The ranges of memory of a process: all, the one with an address, or those of a file.</summary>
    private static Status OfProcess(Invocation call, ProcessSummary process)
    {
        string? name = call.Arguments.Count == 1 ? call.Arguments[0].Text : null;
        bool found = !call.HasAddress && name is null;
        foreach (ProcessMapping mapping in process.Mappings.Where(m => (!call.HasAddress || m.Contains(call.Address))
            && (name is null || name == m.Name || m.Name.EndsWith("/" + name, StringComparison.Ordinal))))
        {
            found = true;
            if (!call.Row(OfMemory, mapping, new Item(mapping.Base)))
            {
                break;
            }
        }

        return found ? Status.Ok : call.Fail($"failed to obtain mapping: {(call.HasAddress ? Reasons.NoMapping : Reasons.UnknownObject)}");
    }

    /// <summary>The segments of an object file, or the sections of a relocatable one.</summary>
    private static Status OfFile(Invocation call)
    {
        if (call.Target.Elf is not { } file)
        {
            return call.Fail($"failed to iterate over mappings: {(call.Session.HasNothing ? Reasons.NoProcess : Reasons.NotSupported)}");
        }

        string? name = call.Arguments.Count == 1 ? call.Arguments[0].Text : null;
        Extent[] wanted = [.. file.Mappings.Where(m => (!call.HasAddress || m.Contains(call.Address)) && (name is null || name == file.Name || name == m.Name))
            .Select(m => new Extent(m.Base, m.Size, m.Name))];
        bool found = wanted.Length > 0 || (!call.HasAddress && (name is null || name == file.Name));
        return found ? Show(call, wanted) : call.Fail($"failed to obtain mapping: {(call.HasAddress ? Reasons.NoMapping : Reasons.UnknownObject)}");
    }

    private static Extent? Holder(Invocation call, ulong address)
    {
        Module? module = call.Target.Modules.FirstOrDefault(m => m.Contains(address));
        return module is not null
            ? new Extent(module.TextBase, module.TextSize, module.Name)
            : KernelSegments.List(call.Run)?.FirstOrDefault(s => address - s.Base < s.Size);
    }

    private static Status Show(Invocation call, IEnumerable<Extent> extents)
    {
        foreach (Extent extent in extents)
        {
            if (!call.Row(Extent.Layout, extent, new Item(extent.Base)))
            {
                break;
            }
        }

        return Status.Ok;
    }
}
