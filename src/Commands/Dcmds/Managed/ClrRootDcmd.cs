using System.Globalization;
using Commands.Pipeline;
using DumpReader.Managed;
using DumpReader.Problems;
using Microsoft.Diagnostics.Runtime;

namespace Commands.Dcmds.Managed;

/// <summary>Why an object of .NET is alive.</summary>
[Dcmd("clrroot")]
internal sealed class ClrRootDcmd : ManagedDcmd
{
    private const string All = "64";
    private const int Shown = 16; // links at either end

    private sealed record Root(string Kind, ulong Address, ulong Thread);

    private sealed record Link(ulong Object, string Type);

    private static readonly Table<Root> Roots = new(
        [new("root", r => r.Kind), new("address", r => Cell.Address(r.Address)), new("tid", r => r.Thread == 0 ? Cell.None : r.Thread)],
        Header: null,
        (r, w) => w.Write(r.Thread == 0 ? $"{r.Kind} {r.Address:x}\n" : $"{r.Kind} {r.Address:x} of thread {r.Thread}\n"));

    private static readonly Table<Link> Links = new(
        [new("object", l => Cell.Address(l.Object)), new("type", l => l.Type)],
        Header: null,
        (l, w) => w.Printf("  -> %lx %s\n", l.Object, l.Type));

    public override DcmdInfo Info { get; } = new("clrroot", "show why an object of .NET is alive")
    {
        Usage = "[-a]",
        Address = AddressUse.Required,
        Ours = true,
        Help = """
            Shows the way from a root (a handle, a static, a variable on a stack) to the object at
            the address, object by object. -a shows a way from each root, 64 at most. The stacks
            are read by another process, because they may end the one that reads them.
            """,
    };

    protected override Status Invoke(Invocation call, ClrRuntime runtime)
    {
        if (CommandOptions.Parse(call, "a") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (!runtime.Heap.GetObject(call.Address).IsValid)
        {
            return call.Fail($"no object of .NET at {call.Address:x}");
        }

        string[] question = ["roots", call.Address.ToString("x", CultureInfo.InvariantCulture), options.Has('a') ? All : "1"];
        Problem? loss = null;
        List<string[]> answer = [.. HelperProcess.Ask(Process(call), question, p => loss = p, () => call.Run.ShouldStop)];
        if (loss is { } first && answer.Count == 0)
        {
            // The threads that failed are what the debugging library cannot bear.
            string[] failed = [.. runtime.Threads.Where(t => t.CurrentException is not null).Select(t => t.OSThreadId.ToString(CultureInfo.InvariantCulture))];
            answer = [.. HelperProcess.Ask(Process(call), [.. question, "skip", .. failed], p => first = p, () => call.Run.ShouldStop)];
            call.Run.Partial(first with { Message = $"{first.Message}; the stacks of threads {string.Join(", ", failed)} are left out" });
        }
        else if (loss is { } later)
        {
            call.Run.Partial(later);
        }

        bool isShort = !call.ToPipe && !call.Session.Options.Json;
        int links = 0;
        for (int i = 0; i < answer.Count; i++)
        {
            string[] words = answer[i];
            links = words[0] == "link" ? links + 1 : 0;
            if (isShort && links > Shown && Rest(answer, i) is > Shown and int left)
            {
                // The middle of a long list says nothing.
                call.Line($"  -> ... {left - Shown} objects");
                i += left - Shown - 1;
                continue;
            }

            bool more = words switch
            {
                ["root", var kind, var address, var thread] => call.Row(Roots, new Root(kind, Hex(address), ulong.Parse(thread, CultureInfo.InvariantCulture))),
                ["link", var of, var type] => call.Row(Links, new Link(Hex(of), type), new Item(Hex(of))),
                _ => true,
            };
            if (!more)
            {
                break;
            }
        }

        if (answer.Count == 0 && loss is null && !call.Run.ShouldStop)
        {
            call.Line($"{call.Address:x} has no root: it is garbage");
        }

        return Status.Ok;
    }

    /// <summary>How many links follow from a place on.</summary>
    private static int Rest(List<string[]> answer, int at) => answer.Skip(at).TakeWhile(w => w[0] == "link").Count();

    private static ulong Hex(string text) => ulong.TryParse(text, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out ulong value) ? value : 0;
}
