using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using DumpBuilder;
using DumpReader.Tests.Support;
using Fuzz.Targets;

namespace Fuzz;

/// <summary>The inputs that fuzzing starts from: for each target the smallest sound ones.</summary>
internal static class Seeds
{
    /// <summary>Writes them to a folder a target; what was found later and lies there stays.</summary>
    public static void Write(string folder)
    {
        foreach ((string name, byte[] bytes) in Make())
        {
            string file = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, bytes);
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Make()
    {
        MiniDump mini = new MiniDump().Page(MiniDump.Kas, 0xfffffffffbc00000, 7).Page(MiniDump.User, 0x400000, 9);
        yield return ("header/mini", mini.Build());
        yield return ("header/small", SmallDump.Vmcore);
        yield return ("vmdump/pages", Vmdump(new VmdumpForm()));
        yield return ("vmdump/old", Vmdump(new VmdumpForm { HasDataHeader = false }));
        yield return ("vmdump/streams", Vmdump(new VmdumpForm { Encoding = VmdumpEncoding.LzjbStreams }));
        yield return ("vmdump/bzip2", Vmdump(new VmdumpForm { Encoding = VmdumpEncoding.Bzip2Streams }));
        yield return ("ctf/parent", CtfSeeds.Parent());
        yield return ("ctf/child", CtfSeeds.Child());
        yield return ("ctf/plain", Plain(CtfSeeds.Parent()));
        yield return ("ctf/plain-child", Plain(CtfSeeds.Child()));
        yield return ("symbols/mini", MiniElf.Build([new("kas", MiniDump.Kas, 224), new("start", 0xfffffffffb800100, 32, Section: 1)]));
        yield return ("symbols/small", SmallDump.Unix);
        yield return ("core/threads", Core().Build());
        yield return ("core/files", Core().Auxv(9, 0x1004, 3, 0x1040, 5, 1, 0, 0)
            .Files((0x1000, 0x2000, 0, "/no/such/program"), (0x2000, 0x3000, 1, "/no/such/program"), (0x5000, 0x6000, 0, "/no/such/lib.so")).Build());
        for (int i = 0; i < LanguageSeeds.Texts.Count; i++)
        {
            yield return ($"language/{i:d2}", Encoding.Latin1.GetBytes(LanguageSeeds.Texts[i]));
        }

        yield return ("scenario/small", Encoding.UTF8.GetBytes(SmallDump.Scenario));
        for (int i = 0; i < ScenarioSeeds.Texts.Count; i++)
        {
            yield return ($"scenario/{i:d2}", Encoding.UTF8.GetBytes(ScenarioSeeds.Texts[i]));
        }
    }

    private static byte[] Vmdump(VmdumpForm form) => VmdumpTarget.Shorten(SmallDump.Vmdump(form));

    private static MiniCore Core()
    {
        var process = new byte[136]; // prpsinfo: pid, name, arguments
        process[24] = 7;
        "program"u8.CopyTo(process.AsSpan(40));
        "program -x"u8.CopyTo(process.AsSpan(56));
        var signal = new byte[128];
        signal[0] = 11;
        signal[16] = 8;
        return new MiniCore()
            .Thread(7, 11, 0x1004, 0x3010, 0x3020).Thread(9, 0, 0x1004, 0x3100, 0)
            .Note(3, process).Note(0x53494749, signal)
            .Memory(0x1000, [0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0], size: 0x1000, flags: 5)
            .Memory(0x3000, [.. Enumerable.Range(0, 512).Select(i => (byte)i)])
            .Memory(0x5000, [0x7f, 0x45, 0x4c, 0x46], size: 0x1000, flags: 4);
    }

    /// <summary>A container as one that is not compressed: what changes in it reaches the decoder.</summary>
    private static byte[] Plain(byte[] container)
    {
        const int Header = 36;
        byte[] head = container[..Header];
        head[3] = 0; // ctp_flags
        int length = (int)(BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(28)) + BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(32)));
        if (container[3] == 0)
        {
            return container;
        }

        var body = new byte[length];
        using var zlib = new ZLibStream(new MemoryStream(container, Header, container.Length - Header), CompressionMode.Decompress);
        zlib.ReadExactly(body);
        return [.. head, .. body];
    }
}
