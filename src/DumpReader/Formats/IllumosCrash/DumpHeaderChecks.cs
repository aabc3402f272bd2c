using System.Buffers.Binary;
using System.Numerics;
using DumpReader.Bytes;
using DumpReader.Problems;

namespace DumpReader.Formats.IllumosCrash;

/// <summary>
/// What must hold before an offset or a count of the header of a dump is used. Each failure names the file, the field, what was
/// found and what was expected.
/// </summary>
internal static class DumpHeaderChecks
{
    /// <summary>Slot of the translation map: <c>dump_map_t</c>, 40 bytes.</summary>
    public const int MapEntrySize = 40;

    /// <summary>Entry of a translation list: <c>mem_vtop_t</c>, 24 bytes.</summary>
    public const int ListEntrySize = 24;

    /// <summary>Reads a header and checks all of it. Throws <see cref="DumpException"/>.</summary>
    /// <param name="isCompressed">Whether the dump has a list of translations rather than the map that savecore makes of it.</param>
    public static DumpHeader ReadChecked(IByteSource file, string name, long offset = 0, bool isCompressed = false)
    {
        Span<byte> bytes = stackalloc byte[DumpHeader.Size];
        int length = file.Read(offset, bytes);
        if (length < 4 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != DumpHeader.ExpectedMagic)
        {
            throw length < DumpHeader.Size
                ? TooShort(name, length)
                : Wrong("MDB102", name, "dump_magic", $"0x{BinaryPrimitives.ReadUInt32LittleEndian(bytes):x}", $"0x{DumpHeader.ExpectedMagic:x}");
        }

        if (length < DumpHeader.Size)
        {
            throw TooShort(name, length);
        }

        var cursor = new Cursor(bytes);
        DumpHeader header = DumpHeader.Read(ref cursor);
        CheckKind(header, name);
        CheckSizes(header, name);
        CheckPlaces(header, name, file.Length, isCompressed);
        return header;
    }

    private static void CheckKind(DumpHeader header, string name)
    {
        if (header.Version != DumpHeader.ExpectedVersion)
        {
            throw Wrong("MDB103", name, "dump_version", header.Version, DumpHeader.ExpectedVersion);
        }

        if (header.WordSize != 64)
        {
            throw Wrong("MDB104", name, "dump_wordsize", header.WordSize, 64);
        }
    }

    private static void CheckSizes(DumpHeader header, string name)
    {
        if (header.PageShift != 12)
        {
            throw Wrong("MDB105", name, "dump_pageshift", header.PageShift, 12);
        }

        if (header.PageSize != 4096)
        {
            throw Wrong("MDB105", name, "dump_pagesize", header.PageSize, 4096);
        }

        CheckCount(name, "dump_npages", header.PageCount, 0, Limits.Pages);
        CheckCount(name, "dump_nvtop", header.TranslationCount, 0, Limits.Translations);
        CheckCount(name, "dump_ksyms_size", header.KsymsSize, 0, Limits.KsymsSize);
        CheckCount(name, "dump_ksyms_csize", header.KsymsStoredSize, 0, header.KsymsSize);
        CheckCount(name, "dump_hashmask", header.HashMask, 0, Limits.Translations);
        if (!BitOperations.IsPow2(header.HashMask + 1))
        {
            throw Wrong("MDB107", name, "dump_hashmask", $"0x{header.HashMask:x}", "one less than a power of two");
        }
    }

    private static void CheckPlaces(DumpHeader header, string name, long fileLength, bool isCompressed)
    {
        CheckPlace(name, "dump_ksyms", header.Ksyms, header.KsymsStoredSize, "ksyms image", fileLength);
        CheckPlace(name, "dump_pfn", header.PfnTable, header.PageCount * 8, "pfn table", fileLength);
        if (isCompressed)
        {
            CheckPlace(name, "dump_map", header.Map, header.TranslationCount * ListEntrySize, "translation list", fileLength);
        }
        else
        {
            CheckPlace(name, "dump_map", header.Map, (header.HashMask + 1) * MapEntrySize, "translation map", fileLength);
        }

        // The data may end early (zero tail, or a cut file), but it cannot begin before the header ends.
        if (header.Data < DumpHeader.Size || header.Data > long.MaxValue - (header.PageCount << (int)header.PageShift))
        {
            throw Wrong("MDB106", name, "dump_data", header.Data, $"an offset of {DumpHeader.Size} or more");
        }
    }

    private static void CheckPlace(string name, string field, long offset, long length, string what, long fileLength)
    {
        if (offset < DumpHeader.Size || !ByteRange.Contains(fileLength, offset, length))
        {
            throw Wrong("MDB106", name, field, offset,
                $"{what} of {length} bytes between offset {DumpHeader.Size} and the end of file at {fileLength}");
        }
    }

    private static void CheckCount(string name, string field, long found, long least, long most)
    {
        if (found < least || found > most)
        {
            throw Wrong("MDB108", name, field, found, $"{least} to {most}");
        }
    }

    private static DumpException Wrong<T, TExpected>(string code, string name, string field, T found, TExpected expected) =>
        new(new Problem(code, $"{name}: {field} is {found}, expected {expected}"));

    private static DumpException TooShort(string name, int length) =>
        new(new Problem("MDB101", $"{name}: dump header is {length} bytes, expected {DumpHeader.Size}"));
}
