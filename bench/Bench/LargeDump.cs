using DumpBuilder;
using DumpBuilder.Kernel;

namespace Bench;

/// <summary>A dump of 1 GiB with memory like that of a kernel: much of it compresses well, some not, some is zero.</summary>
internal static class LargeDump
{
    private const int Pages = 262_144;

    public static void Write(string unix, string vmcore)
    {
        var image = new DumpImage();
        KernelModule kernel = image.AddModule("unix");
        (kernel.Text, kernel.TextSize, kernel.Data, kernel.DataSize) = (0xfffffffffb800000, 0x10000, 0xfffffffffbc00000, 0x10000);
        kernel.AddObject("kas", 0xfffffffffbc00100, 224);
        kernel.AddObject("modules", 0xfffffffffbc00400, 144);
        kernel.AddObject("panic_thread", 0xfffffffffbc00800, 8);
        image.AddRegion(0xfffffe0000000000, Pages * 4096UL, writer =>
        {
            var random = new Random(12477);
            var page = new byte[4096];
            for (int i = 0; i < Pages; i++)
            {
                page.AsSpan().Clear();
                for (int at = 0; at < 4096 && i % 5 != 0; at += 8)
                {
                    ulong word = i % 3 == 0 ? (ulong)random.NextInt64() : 0xfffffe0000000000 + ((ulong)random.Next(64) << 12);
                    BitConverter.TryWriteBytes(page.AsSpan(at), word);
                }

                writer.Write(writer.Address + ((ulong)i * 4096), page);
            }
        });
        image.Write(unix, vmcore);
    }
}
