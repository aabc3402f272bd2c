using System.Text;
using Commands.Output;
using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>Shows the newest messages of the console.</summary>
[Dcmd("msgbuf")]
internal sealed class MsgBuf : Dcmd
{
    /// <summary>Bytes of a message that are read.</summary>
    private const int LongestMessage = 1023;

    /// <param name="Text">As it is stored, with its newlines.</param>
    /// <param name="Seconds">When it was logged (ttime of its log_ctl_t); null where that is missing.</param>
    /// <param name="Control">Address of the log_ctl_t.</param>
    private sealed record Row(string Text, long? Seconds, ulong Control)
    {
        /// <summary>As the text shows it, in local time.</summary>
        public string? Date
        {
            get
            {
                Span<byte> text = stackalloc byte[TimeText.Length];
                return Seconds is { } seconds && TimeText.TryFormat(seconds, TimeZoneInfo.Local, text, out int length)
                    ? Encoding.Latin1.GetString(text[..length])
                    : null;
            }
        }
    }

    private static readonly IReadOnlyList<Column<Row>> Columns =
    [
        new("time", r => r.Seconds is { } seconds ? seconds : Cell.None), new("date", r => r.Date), new("logctl", r => Cell.Address(r.Control)), new("message", r => r.Text),
    ];

    private static readonly Table<Row> Short = new(Columns, "MESSAGE".PadRight(70), (r, w) => WriteMessage(r.Text, w));

    private static readonly Table<Row> Long = new(
        Columns,
        "           TIMESTAMP           LOGCTL " + "MESSAGE".PadRight(40),
        WriteLong);

    public override DcmdInfo Info { get; } = new("msgbuf", "print most recent console messages")
    {
        Usage = "[-v]",
        Address = AddressUse.Optional,
        Module = "genunix",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the newest messages of the kernel, oldest first, or the one whose mblk_t is the address; -v with the time of each.",
        Examples = ["::msgbuf", "::msgbuf -v"],
    };

    public override string? InputType => "mblk_t";

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        bool verbose = options.Has('v');
        if (call.HasAddress)
        {
            call.Header(verbose ? Long : Short);
            return Show(call, call.Address, verbose);
        }

        if (First(call) is not { } first)
        {
            return Status.Error;
        }

        Action<WalkFault> report = fault => KernelWalk.Report(call.Run, fault);
        bool any = false;
        foreach (ulong message in MessageChain.Walk(call.Session.Kernel, first, "b_next", report))
        {
            if (!any)
            {
                call.Header(verbose ? Long : Short);
                any = true;
            }

            if (Show(call, message, verbose) == Status.Abort)
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static ulong? First(Invocation call)
    {
        if (!KernelObject.TryVariable(call.Run, "log_recentq", out Value pointer) || !pointer.TryDereference(out Value queue))
        {
            call.Run.Error("can't read 'log_recentq'");
            return null;
        }

        if (queue.TryGet("q_first", out Value first) && first.TryUInt64(out ulong address))
        {
            return address;
        }

        call.Run.ReadError($"can't read queue_t at {queue.Address:x}: {Reasons.NoMapping}", queue.Address);
        return null;
    }

    private static Status Show(Invocation call, ulong address, bool verbose)
    {
        if (!KernelObject.TryRead(call.Run, "mblk_t", address, "can't read mblk_t at ", out Value message))
        {
            return Status.Error;
        }

        ulong control = message.Number("b_rptr");
        long? time = KernelObject.TryReadPart(call.Run, "log_ctl_t", control, out Value header) ? header.Signed("ttime") : null;
        if (!message.Follow("b_cont", out Value block) || !block.TryGet("b_rptr", out Value start) || !start.TryUInt64(out ulong at)
            || TextAt(call, at) is not { } text)
        {
            call.Run.ReadError($"can't read text of message {address:x}: {Reasons.NoMapping}", address);
            return Status.Error;
        }

        return call.Row(verbose ? Long : Short, new Row(text, time, control), new Item(address, message.Type)) ? Status.Ok : Status.Abort;
    }

    /// <summary>The text of a message; a carriage return before it is not part of it.</summary>
    private static string? TextAt(Invocation call, ulong address)
    {
        var buffer = new byte[LongestMessage];
        int got = call.Target.Memory.Read(address, buffer);
        if (got == 0)
        {
            return null;
        }

        int end = Array.IndexOf(buffer, (byte)0, 0, got);
        ReadOnlySpan<byte> text = buffer.AsSpan(0, end < 0 ? got : end);
        return Encoding.Latin1.GetString(text is [(byte)'\r', ..] ? text[1..] : text);
    }

    private static void WriteLong(Row row, MdbWriter writer)
    {
        writer.Printf("%Y %?p ", row.Seconds ?? 0, row.Control);
        WriteMessage(row.Text, writer);
    }

    /// <summary>A message that ends within a line ends it, as every call of a dcmd does.</summary>
    private static void WriteMessage(string text, MdbWriter writer)
    {
        writer.Write(text);
        if (writer.Column > 0)
        {
            writer.NewLine();
        }
    }
}
