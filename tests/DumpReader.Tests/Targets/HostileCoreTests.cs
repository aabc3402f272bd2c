using System.Buffers.Binary;
using System.Diagnostics;
using System.Net.Sockets;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Targets;

/// <summary>Cores that say what is not so, or name what must not be touched.</summary>
public sealed class HostileCoreTests : IDisposable
{
    private const int FirstNote = 64 + (56 * 3); // behind the headers of the notes and two ranges of memory
    private const int ThreadNote = 12 + 8 + 336;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mdb-hostile-");

    private string Core => Path.Combine(_folder.FullName, "core");

    public void Dispose() => _folder.Delete(recursive: true);

    private ITarget Open(byte[] core)
    {
        File.WriteAllBytes(Core, core);
        return DumpOpener.Open(new OpenRequest { Operands = [Core] });
    }

    private static MiniCore Simple() => new MiniCore()
        .Thread(7, 11, 0x1000, 0x3000, 0x3010)
        .Thread(9, 0, 0x1004, 0x3100, 0)
        .Memory(0x1000, [0x7f, 0x45, 0x4c, 0x46], size: 0x1000, flags: 5)
        .Memory(0x3000, new byte[4096]);

    private string? Said(string path)
    {
        using ITarget target = Open(Simple().Files((0x1000, 0x2000, 0, path)).Build());
        Assert.Equal(SymbolLookup.UnknownName, target.Symbols.Find(null, "main", out _));
        Assert.All(target.Problems, Dumps.AssertClear);
        return target.Problems.Select(p => p.Message).FirstOrDefault(m => m.StartsWith("failed to open ", StringComparison.Ordinal) || m.Contains("ELF", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    public void A_core_cut_at_a_note_has_the_threads_before_it(int notes, int threads)
    {
        byte[] core = Simple().Build();
        int end = FirstNote + (notes * ThreadNote);
        foreach (int cut in new[] { end, end + 5, end + 12, end + 30 })
        {
            using ITarget target = Open(core[..Math.Min(cut, core.Length)]);
            Assert.Equal(threads, target.Process!.Threads.Count);
            Assert.Contains(target.Problems, p => p.Code is "MDB151" or "MDB131");
            Assert.All(target.Problems, Dumps.AssertClear);
        }
    }

    [Theory]
    [InlineData(0, 0xffffffffu)] // bytes of the name
    [InlineData(4, 0xffffffffu)] // bytes of the contents
    [InlineData(0, 0x7ffffffdu)]
    [InlineData(4, 0x7fffffffu)]
    public void A_note_that_is_said_to_be_huge_ends_the_notes(int field, uint size)
    {
        byte[] core = Simple().Build();
        BinaryPrimitives.WriteUInt32LittleEndian(core.AsSpan(FirstNote + ThreadNote + field), size);
        using ITarget target = Open(core);
        Assert.Equal(7u, Assert.Single(target.Process!.Threads).Id);
        Assert.Contains(target.Problems, p => p.Message.EndsWith("are left; what follows is lost", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_ranges_that_overlap_the_first_counts_and_it_is_said()
    {
        using ITarget target = Open(Simple().Memory(0x3800, [.. Enumerable.Repeat((byte)9, 0x1000)]).Build());
        var bytes = new byte[0x2000];
        Assert.Equal(0x1800, target.Memory.Read(0x3000, bytes));
        Assert.Equal((0, 0, 9, 9), (bytes[0x800], bytes[0xfff], bytes[0x1000], bytes[0x17ff]));
        Assert.Contains(target.Problems, p => p.Code == "MDB136");
    }

    [Theory]
    [InlineData(1ul << 60)]
    [InlineData(ulong.MaxValue / 24)]
    [InlineData(5ul)]
    public void More_mapped_files_than_the_note_holds_are_none(ulong count)
    {
        var note = new byte[64];
        BinaryPrimitives.WriteUInt64LittleEndian(note, count);
        BinaryPrimitives.WriteUInt64LittleEndian(note.AsSpan(8), 4096);
        using ITarget target = Open(Simple().Note(0x46494c45, note).Build());
        Assert.Empty(target.Process!.Objects);
        Assert.Contains(target.Problems, p => p.Code == "MDB151" && p.Message.Contains($"lists {count} mapped files", StringComparison.Ordinal));
    }

    [Fact]
    public void Program_headers_that_are_more_than_their_field_can_say_are_all_read()
    {
        const int Many = 70_000;
        MiniCore core = new MiniCore { HasManySegments = true }.Thread(7, 11, 0x1000, 0x3000, 0);
        for (int i = 0; i < Many; i++)
        {
            core.Memory(0x10000 + ((ulong)i * 0x2000), BitConverter.GetBytes((ulong)i));
        }

        using ITarget target = Open(core.Build());
        Assert.Equal(Many, target.Process!.Mappings.Count);
        foreach (int i in new[] { 0, 65_534, 65_535, Many - 1 })
        {
            Assert.True(target.Memory.TryReadUInt64(0x10000 + ((ulong)i * 0x2000), out ulong value));
            Assert.Equal((ulong)i, value);
        }
    }

    [Fact]
    public void A_number_of_program_headers_beyond_the_file_is_refused_in_words()
    {
        byte[] core = new MiniCore { HasManySegments = true }.Thread(7, 11, 0x1000, 0x3000, 0).Memory(0x1000, new byte[16]).Build();
        BinaryPrimitives.WriteUInt32LittleEndian(core.AsSpan(core.Length - 64 + 44), uint.MaxValue);
        using ITarget target = Open(core);
        Assert.Empty(target.Process!.Mappings);
        Assert.Contains(target.Problems, p => p.Code == "MDB134");
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("etc/passwd")]
    [InlineData("/etc/../etc/passwd")]
    public void A_path_that_leads_elsewhere_is_not_gone(string path) =>
        Assert.Equal($"failed to open {path}: a dump must name a file by its whole path: the symbols of {path[(path.LastIndexOf('/') + 1)..]} are not known", Said(path));

    [Theory]
    [InlineData("/dev/zero")]
    [InlineData("/proc/self/mem")]
    [InlineData("/sys/kernel/notes")]
    [InlineData("//sys/kernel/notes")]
    [InlineData("/./sys//kernel/notes")]
    public void What_the_kernel_makes_up_is_not_opened(string path)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "its paths");
        Assert.StartsWith($"failed to open {path}: not a regular file", Said(path));
    }

    [Fact]
    public void A_pipe_is_not_waited_for()
    {
        string pipe = Path.Combine(_folder.FullName, "pipe");
        Assert.SkipUnless(OperatingSystem.IsLinux() && Make("mkfifo", pipe), "pipes with a name");
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, pipe);
        var clock = Stopwatch.StartNew();
        Assert.StartsWith($"failed to open {pipe}: not a regular file, or an empty one", Said(pipe));
        Assert.StartsWith($"failed to open {link}: not a regular file, or an empty one", Said(link));
        Assert.InRange(clock.Elapsed.TotalSeconds, 0, 30);
    }

    [Theory]
    [InlineData('b', "7")] // of a driver that may not be there: who opens it is told of that, not of its kind
    [InlineData('c', "1")]
    public void A_device_outside_the_folder_of_devices_is_not_opened(char kind, string major)
    {
        string device = Path.Combine(_folder.FullName, "device");
        Assert.SkipUnless(OperatingSystem.IsLinux() && Make("mknod", device, $"{kind}", major, "255"), "who may make devices");
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, device);
        Assert.StartsWith($"failed to open {device}: not a regular file, or an empty one", Said(device));
        Assert.StartsWith($"failed to open {link}: not a regular file, or an empty one", Said(link));
    }

    [Fact]
    public void A_socket_is_not_opened()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "sockets with a name");
        string path = Path.Combine(_folder.FullName, "socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Assert.StartsWith($"failed to open {path}: not a regular file, or an empty one", Said(path));
    }

    [Fact]
    public void A_link_to_a_device_is_the_device()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "its devices");
        string link = Path.Combine(_folder.FullName, "link");
        File.CreateSymbolicLink(link, "/dev/zero");
        Assert.StartsWith($"failed to open {link}: not a regular file", Said(link));
    }

    [Fact]
    public void A_folder_and_a_file_of_another_kind_are_no_programs()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a core names paths of its own system");
        string text = Path.Combine(_folder.FullName, "text");
        File.WriteAllText(text, "no program at all, but long enough to be one");
        Assert.Equal($"failed to open {_folder.FullName}: Is a directory: the symbols of {_folder.Name} are not known", Said(_folder.FullName));
        Assert.Equal($"{text}: not an ELF file: the symbols of text are not known", Said(text));
    }

    [Fact]
    public void A_program_of_another_build_gives_no_symbols()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a core names paths of its own system");
        string program = Path.Combine(_folder.FullName, "program");
        byte[] image = WithBuildId(1);
        File.WriteAllBytes(program, WithBuildId(2));
        Assert.Contains("another build than the one in the core at 1000; its symbols are left out", Problems(image), StringComparison.Ordinal);
        File.WriteAllBytes(program, image);
        Assert.DoesNotContain("another build", Problems(image), StringComparison.Ordinal);

        string Problems(byte[] inMemory)
        {
            using ITarget target = Open(new MiniCore().Thread(7, 11, 0x1000, 0x3000, 0).Memory(0x1000, inMemory, size: 0x1000, flags: 5)
                .Files((0x1000, 0x2000, 0, program)).Build());
            target.Symbols.Find(null, "main", out _);
            return string.Join('\n', target.Problems.Select(p => p.Message));
        }
    }

    /// <summary>An ELF file of two program headers: all of it, and the note with its build id.</summary>
    private static byte[] WithBuildId(byte id)
    {
        var file = new byte[512];
        new byte[] { 0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(16), 3);  // e_type
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(18), 62); // e_machine
        BinaryPrimitives.WriteUInt64LittleEndian(file.AsSpan(32), 64); // e_phoff
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(54), 56); // e_phentsize
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(56), 2);  // e_phnum
        Segment(file.AsSpan(64), 1, 0, 512);
        Segment(file.AsSpan(120), 4, 256, 20);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(256), 4); // namesz
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(260), 4); // descsz
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(264), 3); // NT_GNU_BUILD_ID
        "GNU\0"u8.CopyTo(file.AsSpan(268));
        file.AsSpan(272, 4).Fill(id);
        return file;

        static void Segment(Span<byte> header, uint type, ulong place, ulong size)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(header, type);
            BinaryPrimitives.WriteUInt32LittleEndian(header[4..], 5);
            BinaryPrimitives.WriteUInt64LittleEndian(header[8..], place);
            BinaryPrimitives.WriteUInt64LittleEndian(header[16..], place);
            BinaryPrimitives.WriteUInt64LittleEndian(header[32..], size);
            BinaryPrimitives.WriteUInt64LittleEndian(header[40..], size);
        }
    }

    private static bool Make(string program, params string[] operands)
    {
        using var process = Process.Start(program, operands);
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
