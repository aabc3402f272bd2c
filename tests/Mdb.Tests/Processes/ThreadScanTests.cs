using System.Buffers.Binary;
using Conformance;
using DumpBuilder;

namespace Mdb.Tests.Processes;

/// <summary>
/// Commands that look at every thread, on a dump of so many that they take long: each thread has the same stack of a megabyte, which has no
/// frames and so is searched whole.
/// </summary>
public sealed class ThreadScanTests : IDisposable
{
    private const int Threads = 80_000;
    private const ulong First = 0xfffffe6000000000;
    private const ulong Stride = 0x400;
    private const ulong Stack = 0xfffffe6100000000;
    private const ulong StackBytes = (1 << 20) - 16;

    // In samples/scenarios/kernel.scenario.
    private const ulong HeadOfThreads = 0xfffffe5af0007100;
    private const ulong SecondThread = 0xfffffe5af00074c0;

    private readonly MdbProcess _mdb = new();

    public void Dispose() => _mdb.Dispose();

    [Theory]
    [InlineData("::stacks", "stacks: ", null)]
    [InlineData("::walk thread | ::findstack", "findstack: ", "stack pointer for thread ")]
    [InlineData("1234567::whatthread", "whatthread: ", "0xfffffe60000")]
    public void Progress_is_shown_results_come_as_they_are_found_and_control_C_keeps_them(string command, string progress, string? early)
    {
        Build();

        // Two are enough to be many, and the scan lasts as long on every machine.
        _mdb.Variables["DOTNET_PROCESSOR_COUNT"] = "2";
        using PseudoTerminal terminal = PseudoTerminal.Start(_mdb, "-S", "+o", "pager", "-P", "p> ", "0");
        terminal.WaitFor("p> ");
        terminal.Type(command + "\r");
        if (early is not null)
        {
            terminal.WaitFor(early);
        }

        terminal.WaitFor(progress);
        terminal.WaitFor(" %");
        terminal.Type("\x03");
        string found = terminal.WaitFor("mdb: partial: interrupted (MDB403)");
        if (early is null)
        {
            Assert.Contains("THREAD           STATE    SOBJ                COUNT", found, StringComparison.Ordinal);
        }

        terminal.WaitFor("p> ");
        terminal.Type("::echo still here\r");
        terminal.WaitFor("\nstill here ");
    }

    private void Build()
    {
        DumpImage image = Scenario.Load(Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios/bhyve-old.scenario"));
        image.AddObjects("kthread_t", First, Threads, (i, thread) =>
        {
            thread.Set("t_stk", Stack + StackBytes);
            thread.Set("t_stkbase", Stack);
            thread.Set("t_schedflag", 1);
            thread.Set("t_state", 1);
            thread.Set("t_next", i + 1 < Threads ? First + ((ulong)(i + 1) * Stride) : SecondThread);
        }, Stride);
        image.AddRegion(Stack, StackBytes, writer =>
        {
            var words = new byte[StackBytes];
            for (int at = 0; at < words.Length; at += 8)
            {
                BinaryPrimitives.WriteUInt64LittleEndian(words.AsSpan(at), 0x1234567);
            }

            writer.Write(Stack, words);
        });
        image.SetMember(HeadOfThreads, "kthread_t", "t_next", First);
        image.Write(Path.Combine(_mdb.Folder, "unix.0"), Path.Combine(_mdb.Folder, "vmcore.0"));
    }
}
