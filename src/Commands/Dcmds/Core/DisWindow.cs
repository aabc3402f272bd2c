using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Cpu.Disassembly;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace Commands.Dcmds.Core;

/// <summary>Finds where a listing around an address begins.</summary>
internal static class DisWindow
{
    /// <summary>
    /// The address <paramref name="before"/> instructions ahead of <paramref name="address"/>, or the start of its function where that is
    /// nearer. Code can be read in one direction only: it is stepped through from the start of the symbol. Where that does not come out at
    /// the address, it lies within an instruction and is itself the beginning.
    /// </summary>
    public static ulong Start(Run run, AddressSpace memory, ulong address, ulong before)
    {
        if (before == 0 || !run.Session.TryFind(address, out Symbol symbol, out ulong offset))
        {
            return address;
        }

        if (offset > Limits.MostCodeStepped)
        {
            SayFar(run, address, symbol, offset);
            return address;
        }

        Disassembler disassembler = SessionDisassembler.Of(run.Session);
        var passed = new Queue<ulong>();
        ulong at = symbol.Value;
        while (at < address && !run.ShouldStop)
        {
            int length = disassembler.LengthAt(memory, at);
            if (length == 0)
            {
                return address;
            }

            if ((ulong)passed.Count == before)
            {
                passed.Dequeue();
            }

            passed.Enqueue(at);
            at += (ulong)length;
        }

        return at == address && passed.Count > 0 ? passed.Peek() : address;
    }

    /// <summary>An address that is only behind a symbol, and not within it, has no instructions ahead that are known.</summary>
    private static void SayFar(Run run, ulong address, Symbol symbol, ulong offset)
    {
        if (offset < symbol.Size)
        {
            run.Partial(new Problem("MDB525",
                $"{address:x} is {offset} bytes from the start of its function, more than the {Limits.MostCodeStepped} that are stepped through; "
                + "no instructions ahead of it are listed", address));
        }
    }
}
