using System.Diagnostics;
using System.Net.Sockets;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Targets;

namespace DumpReader.Tests.Bytes;

/// <summary>What is no regular file.</summary>
public sealed class FileOpenerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("mdb-open-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_pipe_that_nobody_writes_is_refused_at_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "named pipes");
        string pipe = Path.Combine(_folder, "vmdump.0");
        Process.Start("mkfifo", [pipe]).WaitForExit();
        File.CreateSymbolicLink(Path.Combine(_folder, "vmcore.1"), pipe);
        const string Why = ": it is a pipe, expected a file or a block device";
        Assert.Equal("failed to open vmdump.0" + Why, Refusal("vmdump.0"));
        Assert.Equal("failed to open vmcore.1" + Why, Refusal("vmcore.1"));
        Assert.Equal($"failed to open {pipe}" + Why, Assert.Throws<DumpException>(() => DumpExtractor.Extract(new ExtractRequest { Dump = pipe })).Message);
    }

    [Fact]
    public void Devices_and_sockets_without_a_length_are_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "devices");
        Assert.Equal("failed to open /dev/zero: it is a character device, expected a file or a block device", Refusal("/dev/zero"));
        string path = Path.Combine(_folder, "socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        Assert.Equal("failed to open socket: it is a socket, expected a file or a block device", Refusal("socket"));
    }

    [Fact]
    public void A_block_device_is_as_long_as_it_is()
    {
        string? device = Directory.Exists("/sys/block") ? Directory.EnumerateFileSystemEntries("/sys/block").Select(Path.GetFileName).FirstOrDefault(Readable) : null;
        Assert.SkipWhen(device is null, "no block device that may be read");
        using IByteSource file = FileOpener.Open("/dev/" + device, device, map: true);
        Assert.Equal(long.Parse(File.ReadAllText($"/sys/block/{device}/size")) * 512, file.Length);
        Assert.Equal(512, file.Read(file.Length - 512, new byte[512]));
    }

    [Fact]
    public void Missing_files_and_folders_are_told_as_ever()
    {
        Assert.Equal("failed to open nosuch.0: No such file or directory", Refusal("nosuch.0"));
        Directory.CreateDirectory(Path.Combine(_folder, "unix.0"));
        Assert.Equal("failed to open x: Is a directory", Assert.Throws<DumpException>(() => FileOpener.Open(_folder, "x", map: true)).Message);
    }

    private string Refusal(string name) =>
        Assert.Throws<DumpException>(() => DumpOpener.Open(new OpenRequest { Operands = [name], WorkingDirectory = _folder }).Dispose()).Message;

    private static bool Readable(string? device)
    {
        try
        {
            using IByteSource file = FileOpener.Open("/dev/" + device, device!, map: false);
            return file.Read(0, new byte[512]) == 512;
        }
        catch (DumpException)
        {
            return false;
        }
    }
}
