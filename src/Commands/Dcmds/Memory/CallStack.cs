using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;

namespace Commands.Dcmds.Memory;

/// <summary>A stack that an allocator kept with a buffer or segment: program counters, innermost first.</summary>
internal readonly struct CallStack(ulong[] frames)
{
    private const string Margin = "                 ";

    public IReadOnlyList<ulong> Frames => frames ?? [];

    /// <summary>The first frame with a symbol that does not begin with a prefix: who called the allocator; null for none.</summary>
    public ulong? Caller(Session session, string prefix)
    {
        foreach (ulong frame in Frames)
        {
            if (session.TryFind(frame, out Symbol symbol, out _) && !symbol.Name.StartsWith(prefix, StringComparison.Ordinal))
            {
                return frame;
            }
        }

        return null;
    }

    /// <summary>Whether a frame lies in the function that begins at an address or, where none does, in the eight bytes from it on.</summary>
    public bool Passes(Session session, ulong caller)
    {
        ulong size = session.TryFindExact(caller, out Symbol symbol) ? Math.Max(symbol.Size, 1) : 8;
        return Frames.Any(frame => unchecked(frame - caller) < size);
    }

    /// <summary>A line a frame under the columns of the detailed tables, and an empty line.</summary>
    public void WriteText(MdbWriter writer)
    {
        foreach (ulong frame in Frames)
        {
            writer.Printf(Margin + "%a\n", frame);
        }

        writer.NewLine();
    }

    /// <summary>Property <c>stack</c>: an array of pointers with their symbols.</summary>
    public void Facts(FactWriter facts)
    {
        facts.StartList("stack");
        foreach (ulong frame in Frames)
        {
            facts.Add(Cell.Symbolic(frame));
        }

        facts.EndList();
    }
}
