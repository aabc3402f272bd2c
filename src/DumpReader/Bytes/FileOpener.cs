using DumpReader.Problems;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Bytes;

/// <summary>Opens files for reading; failures are told in the system's words.</summary>
internal static class FileOpener
{
    private const int Exists = 17;    // EEXIST, which is what HResult holds on Unix
    private const int NoSpace = 28;   // ENOSPC
    private const int ReadOnly = 30;  // EROFS
    private const int OverQuota = 122; // EDQUOT on Linux

    /// <summary>
    /// Throws <see cref="DumpException"/> MDB100 <c>failed to open NAME: reason</c>. What cannot be read at any place of it, such as a pipe, is
    /// not opened at all: that could wait for ever.
    /// </summary>
    /// <param name="name">As given, for messages.</param>
    public static IByteSource Open(string path, string name, bool map)
    {
        bool isKnown = FileStatus.TryGet(path, out FileStatus status);
        if (isKnown && status.Stream is { } kind)
        {
            throw new DumpException(new Problem("MDB100", $"failed to open {name}: it is {kind}, expected a file or a block device"));
        }

        SafeFileHandle? handle = null;
        try
        {
            handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return isKnown && status.IsBlockDevice ? Device(handle)
                : map ? Map(handle) : new PositionalFile(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            handle?.Dispose();
            throw new DumpException(new Problem("MDB100", $"failed to open {name}: {Reason(e, path)}"), e);
        }
    }

    private static PositionalFile Device(SafeFileHandle handle)
    {
        long length = FileStatus.LengthOfDevice(handle);
        return length > 0 ? new PositionalFile(handle, length) : throw new IOException();
    }

    /// <summary>Some file systems have files that can be read but not mapped; those are read by position.</summary>
    private static IByteSource Map(SafeFileHandle handle)
    {
        try
        {
            return new MappedFile(handle);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new PositionalFile(handle);
        }
    }

    /// <summary>The system's words for what went wrong, also where the program is built without its messages.</summary>
    public static string Reason(Exception e, string path) => e switch
    {
        FileNotFoundException or DirectoryNotFoundException => "No such file or directory",
        UnauthorizedAccessException when Directory.Exists(path) => "Is a directory",
        UnauthorizedAccessException => "Permission denied",
        PathTooLongException => "File name too long",
        ArgumentException => "Invalid argument",
        IOException { HResult: Exists } => "File exists",
        IOException { HResult: NoSpace } => "No space left on device",
        IOException { HResult: ReadOnly } => "Read-only file system",
        IOException { HResult: OverQuota } => "Disk quota exceeded",
        _ => "I/O error",
    };
}
