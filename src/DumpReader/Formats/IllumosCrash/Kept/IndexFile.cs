using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash.Kept;

/// <summary>
/// The file in which the index of a compressed dump is kept from one time to the next: <c>DUMP.mdbindex</c> beside the dump, or where that
/// cannot be written in a folder for such files. It is only ever a saving of time: what is missing, of another dump, damaged or written by
/// somebody else is as if it were not there, and what cannot be written is not.
/// </summary>
/// <remarks>
/// In the file: magic (8 bytes), version (4), kind of contents (4), length of the dump (8), its time of change in units of 100 ns (8), a hash of the
/// header that is believed and of the data header (16), contents, a hash of all before (16). Hashes are XXH128.
/// </remarks>
internal sealed class IndexFile
{
    public const string Ending = ".mdbindex";

    private const uint Version = 1;
    private const int HashSize = 16;
    private const int HeadSize = 48;
    private const int KindOffset = 12;

    private readonly string _dump;
    private readonly string? _folder;
    private readonly byte[] _head;

    private IndexFile(string dump, string? folder, byte[] head) => (_dump, _folder, _head) = (dump, folder, head);

    private static ReadOnlySpan<byte> Magic => "MDBINDEX"u8;

    /// <summary>Where the index of a dump may be; null for a dump that is no regular file.</summary>
    /// <param name="path">Of the dump.</param>
    /// <param name="folder">Where the index is if not beside the dump; null for nowhere.</param>
    public static IndexFile? Of(string path, string? folder, IByteSource file, CompressedDump dump)
    {
        if (!TryGetTime(path, file.Length, out long time))
        {
            return null;
        }

        var headers = new byte[DumpHeader.Size + DataHeader.Size];
        file.Read(dump.HeaderOffset, headers);
        var head = new byte[HeadSize];
        Magic.CopyTo(head);
        BinaryPrimitives.WriteUInt32LittleEndian(head.AsSpan(8), Version);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(16), file.Length);
        BinaryPrimitives.WriteInt64LittleEndian(head.AsSpan(24), time);
        XxHash128.Hash(headers, head.AsSpan(32));
        return new IndexFile(Path.GetFullPath(path), folder, head);
    }

    /// <summary>The contents that were kept of this dump as it is now; false for none.</summary>
    public bool TryLoad(out IndexKind kind, out ReadOnlyMemory<byte> contents)
    {
        foreach (string place in Places())
        {
            if (Load(place) is { } bytes)
            {
                if (IsInFolder(place))
                {
                    IndexFolder.Touch(place);
                }

                kind = (IndexKind)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(KindOffset));
                contents = bytes.AsMemory(HeadSize..^HashSize);
                return true;
            }
        }

        (kind, contents) = (default, default);
        return false;
    }

    /// <summary>Keeps contents, unless the dump has changed since it was opened or no place can be written.</summary>
    public void Save(IndexKind kind, ReadOnlySpan<byte> contents)
    {
        if (contents.Length > Limits.KeptIndexBytes || !TryGetTime(_dump, Field(16), out long time) || time != Field(24))
        {
            return;
        }

        var bytes = new byte[HeadSize + contents.Length + HashSize];
        _head.CopyTo(bytes, 0);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes.AsSpan(KindOffset), (uint)kind);
        contents.CopyTo(bytes.AsSpan(HeadSize));
        XxHash128.Hash(bytes.AsSpan(0, bytes.Length - HashSize), bytes.AsSpan(bytes.Length - HashSize));
        if (Places().FirstOrDefault(place => TrySave(place, bytes)) is { } saved && IsInFolder(saved))
        {
            IndexFolder.Prune(_folder!, saved, Limits.KeptIndexFolderBytes, Limits.KeptIndexFiles);
        }
    }

    private long Field(int offset) => BinaryPrimitives.ReadInt64LittleEndian(_head.AsSpan(offset));

    private IEnumerable<string> Places()
    {
        yield return _dump + Ending;
        if (_folder is not null)
        {
            string place = Convert.ToHexStringLower(XxHash128.Hash(Encoding.UTF8.GetBytes(_dump)));
            yield return IndexFolder.Place(_folder, place);
        }
    }

    private bool IsInFolder(string place) => _folder is not null && place != _dump + Ending;

    private byte[]? Load(string place)
    {
        try
        {
            long length = new FileInfo(place) is { Exists: true } info && IsTrusted(place) ? info.Length : 0;
            if (length is < HeadSize + HashSize or > HeadSize + HashSize + Limits.KeptIndexBytes)
            {
                return null;
            }

            byte[] bytes = File.ReadAllBytes(place);
            int end = Math.Max(0, bytes.Length - HashSize);
            if (end < HeadSize)
            {
                return null;
            }

            bool isOurs = bytes.AsSpan(0, KindOffset).SequenceEqual(_head.AsSpan(0, KindOffset))
                && bytes.AsSpan(KindOffset + 4, HeadSize - KindOffset - 4).SequenceEqual(_head.AsSpan(KindOffset + 4));
            return isOurs && XxHash128.Hash(bytes.AsSpan(0, end)).AsSpan().SequenceEqual(bytes.AsSpan(end)) ? bytes : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Whether nobody else could have written the file but who could have written the dump.</summary>
    private bool IsTrusted(string place) =>
        !FileStatus.TryGet(place, out FileStatus status)
        || (status.Stream is null && status.IsPrivate
            && (status.Owner == 0 || status.Owner == FileStatus.User() || (FileStatus.TryGet(_dump, out FileStatus dump) && status.Owner == dump.Owner)));

    private bool TrySave(string place, ReadOnlySpan<byte> bytes)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            using var file = new UnfinishedFile(place);
            if (!OperatingSystem.IsWindows())
            {
                // Who may read the dump may read its index, and nobody but the owner writes it.
                const UnixFileMode Read = UnixFileMode.UserRead | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
                File.SetUnixFileMode(file.Handle, (File.GetUnixFileMode(_dump) & Read) | UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }

            RandomAccess.Write(file.Handle, bytes, 0);
            file.Finish(isDurable: false); // a file that was torn does not have its hash
            return true;
        }
        catch (Exception e) when (e is DumpException or IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static bool TryGetTime(string path, long length, out long time)
    {
        time = 0;
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists || (info.ResolveLinkTarget(returnFinalTarget: true) ?? info) is not FileInfo { Exists: true } file || file.Length != length)
            {
                return false;
            }

            time = file.LastWriteTimeUtc.Ticks;
            return length > 0;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false;
        }
    }
}
