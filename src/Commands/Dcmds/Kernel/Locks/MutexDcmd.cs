using Commands.Output;
using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Dcmds.Kernel.Locks;

/// <summary>Shows a mutex.</summary>
[Dcmd("mutex")]
internal sealed class MutexDcmd : Dcmd
{
    private sealed record Row(ulong Address, MutexWord Word);

    private static readonly Table<Row> Layout = new(
        [
            new("addr", r => Cell.Address(r.Address)), new("type", r => r.Word.IsSpin ? "spin" : "adapt"), new("held", r => r.Word.IsHeld),
            new("owner", r => r.Word.Owner == 0 ? Cell.None : Cell.Address(r.Word.Owner)),
            new("min_spl", r => r.Word.IsSpin ? r.Word.MinimumLevel : Cell.None),
            new("old_spl", r => r.Word.IsSpin && r.Word.IsHeld ? r.Word.OldLevel : Cell.None),
            new("waiters", r => r.Word.IsSpin ? Cell.None : r.Word.HasWaiters),
        ],
        "            ADDR  TYPE             HELD MINSPL OLDSPL WAITERS",
        Write);

    public override DcmdInfo Info { get; } = new("mutex", "dump out an adaptive or spin mutex")
    {
        Usage = "[-f]",
        Address = AddressUse.Required,
        Module = "genunix",
        StockPipeForm = false,
        Help = """
            Shows a mutex: whether it is adaptive or spins, whether it is held and by which
            thread, the interrupt priorities of one that spins, and whether threads wait.
            -f shows it even where the word is not that of a mutex.
            """,
        Examples = ["pidlock::mutex", "pidlock::mutex -f"],
    };

    public override string? InputType => "kmutex_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "f") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        ulong address = call.Address;
        if (!call.Target.Memory.TryReadUInt64(address, out ulong bits))
        {
            call.Run.ReadError($"failed to read mutex at 0x{address:x16}: {Reasons.NoMapping}", address);
            return Status.Error;
        }

        call.Header(Layout);
        var word = new MutexWord(bits);
        if (!word.IsConsistent && !options.Has('f'))
        {
            string kind = word.IsSpin ? "spin lock" : "adaptive mutex";
            return call.Fail($"{AddressText.Of(call.Session, address)}: invalid {kind} (-f to dump anyway)");
        }

        var row = new Row(address, word);
        return call.Row(Layout, row, new Item(address, call.Session.FindType("kmutex_t", out _))) ? Status.Ok : Status.Abort;
    }

    private static void Write(Row row, MdbWriter writer)
    {
        MutexWord word = row.Word;
        if (word.IsSpin)
        {
            string old = word.IsHeld ? word.OldLevel.ToString() : "-";
            writer.Printf("%0?p %5s %?s %6d %6s %7s\n", row.Address, "spin", word.IsHeld ? "yes" : "no", word.MinimumLevel, old, "-");
            return;
        }

        writer.Printf("%0?p %5s ", row.Address, "adapt");
        if (word.Owner == 0)
        {
            writer.Printf("%?s", "no");
        }
        else
        {
            writer.Printf("%?p", word.Owner);
        }

        writer.Printf(" %6s %6s %7s\n", "-", "-", word.HasWaiters ? "yes" : "no");
    }
}
