using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Lists the settings that were read from /etc/system.</summary>
[Dcmd("system")]
internal sealed class SystemDcmd : Dcmd
{
    // sys/sysconf.h: MOD_EXCLUDE to MOD_UNKNOWN, SETOP_NONE to SETOP_OR.
    private static readonly string[] Words =
        ["exclude:", "include:", "forceload:", "rootdev:", "rootfs:", "swapdev:", "swapfs:", "moddir:", "set", "unknown"];

    private static readonly string[] Operators = ["", "=", "&", "|"];

    private sealed record Row(Value Setting, string? Text)
    {
        public string Word => Words[(int)Math.Min(Setting.Number("sys_type"), (ulong)Words.Length - 1)];

        public string Operator => Setting.Number("sys_op") is var op && op < (ulong)Operators.Length ? Operators[op] : "";

        public string Module => Setting.Text("sys_modnam");

        public string Name => Setting.Text("sys_ptr");

        public ulong Value => Setting.Number("sys_info");
    }

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Setting.Address)), new("command", r => r.Word.TrimEnd(':')),
            new("module", r => r.Module.Length > 0 ? r.Module : Cell.None), new("name", r => r.Name),
            new("operator", r => r.Operator.Length > 0 ? r.Operator : Cell.None),
            new("value", r => r.Operator.Length == 0 ? Cell.None : r.Text ?? (Cell)r.Value),
        ],
        Header: null,
        Write);

    public override DcmdInfo Info { get; } = new("system", "print contents of /etc/system file")
    {
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Lists the settings that were in force from /etc/system when the system started.",
        Examples = ["::system"],
    };

    /// <summary>Arguments mean nothing to it and are let pass.</summary>
    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress)
        {
            return Status.Usage;
        }

        HashSet<ulong> texts = TextPlaces(call.Run);
        Action<WalkFault> fault = f => KernelWalk.Report(call.Run, f);
        KernelObjects kernel = call.Session.Kernel;
        if (!kernel.TryPointer("sysparam_hd", fault, out ulong first) || !kernel.TryOffset("struct sysparam", "sys_next", fault, out ulong next))
        {
            return Status.Error;
        }

        foreach (ulong address in LinkChain.Walk(kernel.Memory, first, next, ring: false, "sysparam", fault))
        {
            if (!KernelObject.TryRead(call.Run, "struct sysparam", address, "failed to read sysparam at ", out Value setting)
                || !call.Row(Layout, new Row(setting, TextOf(call.Run, setting, texts)), new Item(address, setting.Type)))
            {
                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>Starts of what is allocated in the arena of texts: how a value that points at one is told from a number.</summary>
    private static HashSet<ulong> TextPlaces(Run run)
    {
        if (KernelObject.Variable(run, "mod_sysfile_arena") is not { } arena || arena == 0)
        {
            return [];
        }

        HashSet<ulong> places = [];
        foreach (Item segment in KernelObject.Elements(run, "vmem_alloc", new Item(arena)))
        {
            if (KernelObject.TryReadPart(run, "vmem_seg_t", segment.Bits, out Value read))
            {
                places.Add(read.Number("vs_start"));
            }
        }

        return places;
    }

    private static string? TextOf(Run run, Value setting, HashSet<ulong> texts)
    {
        ulong at = setting.Number("sys_info");
        if (setting.Number("sys_op") != 1 || at == 0 || !texts.Contains(at) || !setting.TryGet("sys_ptr", out Value pointer)
            || !pointer.TryDereference(out Value character))
        {
            return null;
        }

        return new Value(run.Memory, character.Type, at).TextBehind();
    }

    private static void Write(Row row, MdbWriter writer)
    {
        writer.Printf("%s %s%s%s%s", row.Word, row.Module, row.Module.Length > 0 ? ":" : "", row.Name, row.Operator);
        if (row.Operator.Length == 0)
        {
            writer.NewLine();
        }
        else if (row.Text is { } text)
        {
            writer.Printf("\"%s\"\n", text);
        }
        else
        {
            writer.Printf("0x%llx [0t%llu]\n", row.Value, row.Value);
        }
    }
}
