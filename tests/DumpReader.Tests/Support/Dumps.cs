using System.Diagnostics;
using Conformance;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;

namespace DumpReader.Tests.Support;

/// <summary>The recorded dumps, opened and put to work.</summary>
internal static class Dumps
{
    public static string Unix(string dump) => Path.Combine(DumpCache.Folder(dump), "unix.0");

    public static string Vmcore(string dump) => Path.Combine(DumpCache.Folder(dump), "vmcore.0");

    public static KernelTarget Open(string dump, bool force = false) =>
        (KernelTarget)DumpOpener.Open(new OpenRequest { Operands = [Unix(dump), Vmcore(dump)], Force = force });

    public static IByteSource File(string dump) => FileOpener.Open(Vmcore(dump), "vmcore.0", map: true);

    /// <summary>Opens bytes as a dump; null where they are refused, which must come with one line.</summary>
    public static KernelTarget? TryOpen(IByteSource file)
    {
        try
        {
            return DumpOpener.OpenKernel(file, "vmcore.0");
        }
        catch (DumpException e)
        {
            file.Dispose();
            AssertClear(e.Problem);
            return null;
        }
    }

    /// <summary>Asks a target for everything it has. Whatever is damaged, it answers, soon, and its problems are clear.</summary>
    public static void Exercise(KernelTarget target)
    {
        var clock = Stopwatch.StartNew();
        Span<byte> buffer = stackalloc byte[512];
        foreach (SymbolTable table in target.Symbols.Tables)
        {
            for (int i = 0; i < table.Count; i += 1 + (table.Count / 50))
            {
                Symbol symbol = table[i];
                target.Memory.Read(symbol.Value, buffer);
                target.Memory.TrySpan(symbol.Value, 64, out _);
                target.Symbols.TryFind(symbol.Value + 1, 0, out _);
                target.Symbols.Find(table.Module, symbol.Name, out _);
                target.Memory.TryGetPhysical(symbol.Value, out PhysicalAddress physical);
                target.Physical.Read(physical.Value, buffer);
            }
        }

        target.Types.Find(null, "struct ctxop", out _);
        target.UserSpace(0x1000);
        Assert.NotNull(target.Registers);
        Assert.NotNull(target.Modules);
        foreach (Problem problem in target.Problems)
        {
            AssertClear(problem);
        }

        Assert.InRange(clock.ElapsedMilliseconds, 0, 5000);
    }

    public static void AssertClear(Problem problem)
    {
        Assert.Matches("^MDB[0-9]{3}$", problem.Code);
        Assert.DoesNotContain('\n', problem.Message);
        Assert.InRange(problem.Message.Length, 10, 300);
        Assert.DoesNotContain("Exception", problem.Message, StringComparison.Ordinal);
    }
}
