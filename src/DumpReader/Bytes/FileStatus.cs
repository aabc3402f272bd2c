using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace DumpReader.Bytes;

/// <summary>What the system says of a file by its name, beyond what .NET tells: <c>statx</c> of Linux.</summary>
/// <param name="Mode">Kind and permissions (<c>st_mode</c>).</param>
/// <param name="Owner">User number.</param>
internal readonly unsafe partial record struct FileStatus(int Mode, uint Owner)
{
    private const int CurrentFolder = -100; // AT_FDCWD
    private const uint TypeModeOwner = 0x1 | 0x2 | 0x8; // STATX_TYPE, STATX_MODE, STATX_UID
    private const int StatxSize = 256;
    private const int FromEnd = 2; // SEEK_END

    private const int KindBits = 0xf000;
    private const int Pipe = 0x1000;
    private const int CharacterDevice = 0x2000;
    private const int BlockDevice = 0x6000;
    private const int Socket = 0xc000;
    private const int OthersWrite = 0x12; // S_IWGRP, S_IWOTH

    public bool IsBlockDevice => (Mode & KindBits) == BlockDevice;

    /// <summary>Whether only its owner may write it.</summary>
    public bool IsPrivate => (Mode & OthersWrite) == 0;

    /// <summary>What a file is that cannot be read at any place of it, and may keep who opens it waiting; null for the others.</summary>
    public string? Stream => (Mode & KindBits) switch
    {
        Pipe => "a pipe",
        CharacterDevice => "a character device",
        Socket => "a socket",
        _ => null,
    };

    /// <summary>Follows symbolic links. False where there is no such file or the system is another.</summary>
    public static bool TryGet(string path, out FileStatus status)
    {
        status = default;
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        byte* bytes = stackalloc byte[StatxSize]; // struct statx, the same on every machine
        if (Statx(CurrentFolder, path, 0, TypeModeOwner, bytes) != 0)
        {
            return false;
        }

        var fields = new ReadOnlySpan<byte>(bytes, StatxSize);
        status = new FileStatus(
            BinaryPrimitives.ReadUInt16LittleEndian(fields[28..]), // stx_mode
            BinaryPrimitives.ReadUInt32LittleEndian(fields[20..])); // stx_uid
        return true;
    }

    /// <summary>The user this process works for.</summary>
    public static uint User() => GetEffectiveUser();

    /// <summary>Bytes of a block device, for which .NET says none.</summary>
    public static long LengthOfDevice(SafeFileHandle handle) => Seek((int)handle.DangerousGetHandle(), 0, FromEnd);

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, byte* status);

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "lseek")]
    private static partial long Seek(int descriptor, long offset, int whence);
}
