using System.Diagnostics;
using Commands.Dcmds.Core;
using DumpReader.Types.Ctf;
using Shared;

namespace Commands.Tests.Dcmds.Core;

public class PrintOfDamagedTypesTests
{
    private static readonly string[] Names = ["struct m", "struct proc", "struct ctxop", "kthread_t", "struct avl_tree", "enum e"];

    private static readonly string Declarations = FakeTypes.Kernel(circular: true) + """
        enum e { A, B = 4, C = 8 };
        struct m { enum e e; unsigned f:3; long w:40; char t[5]; double d; struct m *n;
            struct { int a[3]; union { int z; long y; } u; } x[2]; int fl[]; };
        """;

    [Fact]
    public void Whatever_is_flipped_in_the_types_printing_ends()
    {
        byte[] good = FakeTypes.Container(Declarations, compress: false);
        var random = new Random(12477);
        for (int round = 0; round < 150; round++)
        {
            byte[] bytes = [.. good];
            for (int flip = 0; flip <= round % 4; flip++)
            {
                bytes[random.Next(36, bytes.Length)] = (byte)random.Next(256);
            }

            var kernel = new FakeKernel(() => new CtfCatalog([new CtfModule("genunix", () => bytes, new FakeSymbolTable("genunix"))], _ => { }));
            kernel.Memory.Write(0x1000, new byte[8192]);
            foreach (string name in Names)
            {
                var session = new FakeSession(kernel);
                var watch = Stopwatch.StartNew();
                session.Call(new Print(), 0x1000, "-at", name);
                session.Call(new Print(), null, "-ath", name);
                Assert.InRange(watch.ElapsedMilliseconds, 0, 10_000);
            }
        }
    }
}
