using DumpReader.Bytes;
using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>Where the call frame information of an object lies.</summary>
/// <param name="Space">Where to read it.</param>
/// <param name="Start">Address of its first byte there.</param>
/// <param name="End">Address behind its last.</param>
/// <param name="Bias">Added to addresses that do not count from their own place.</param>
/// <param name="IsDebug">It is a section <c>.debug_frame</c> (DWARF 5, 6.4) instead of <c>.eh_frame</c> (Linux Standard Base).</param>
internal sealed record FrameSection(AddressSpace Space, ulong Start, ulong End, ulong Bias, bool IsDebug);

/// <summary>What frames have in common: a common information entry (CIE).</summary>
internal sealed record CommonEntry
{
    public byte PointerEncoding { get; private init; }

    /// <summary>Whether the entries that refer to it have data of their own in front of their instructions.</summary>
    public bool HasData { get; private init; }

    /// <summary>Whether its frames were made by a signal: they stand at an instruction, not behind a call.</summary>
    public bool IsSignal { get; private init; }

    public ulong CodeFactor { get; private init; }

    public long DataFactor { get; private init; }

    /// <summary>Number of the register that the return address is in.</summary>
    public int ReturnColumn { get; private init; }

    public ReadOnlyMemory<byte> Instructions { get; private init; }

    /// <summary>Null for what is not understood.</summary>
    public static CommonEntry? Read(ReadOnlyMemory<byte> body, ulong address)
    {
        var cursor = new DwarfCursor(body.Span, address);
        byte version = cursor.Byte();
        var augmentation = new List<char>();
        for (byte letter = cursor.Byte(); letter != 0; letter = cursor.Byte())
        {
            augmentation.Add((char)letter);
        }

        if (version == 4 && (cursor.Byte() != 8 || cursor.Byte() != 0)) // address_size, segment_selector_size
        {
            return null;
        }

        var entry = new CommonEntry
        {
            HasData = augmentation is ['z', ..],
            CodeFactor = cursor.Unsigned(),
            DataFactor = cursor.Signed(),
            ReturnColumn = (int)Math.Min(version == 1 ? cursor.Byte() : cursor.Unsigned(), FrameRegisters.Count),
        };
        int end = entry.HasData ? (int)Math.Min(cursor.Unsigned(), int.MaxValue / 2) + cursor.Position : cursor.Position;
        foreach (char letter in augmentation)
        {
            switch (letter)
            {
                case 'R':
                    entry = entry with { PointerEncoding = cursor.Byte() };
                    break;
                case 'S':
                    entry = entry with { IsSignal = true };
                    break;
                case 'P':
                    cursor.Number(cursor.Byte()); // the personality routine
                    break;
                case 'L':
                    cursor.Byte();                // how the language's data is encoded
                    break;
                case 'z' or 'B':
                    break;
                default:
                    if (!entry.HasData)
                    {
                        return null;
                    }

                    break;
            }
        }

        bool isGood = !cursor.HasFailed && version is 1 or 3 or 4 && entry.ReturnColumn < FrameRegisters.Count && end >= cursor.Position && end <= body.Length;
        return isGood ? entry with { Instructions = body[end..] } : null;
    }
}

/// <summary>How the frames of a piece of code lie: a frame description entry (FDE).</summary>
/// <param name="Start">First address of the code.</param>
/// <param name="Size">Its length in bytes.</param>
internal sealed record FrameEntry(ulong Start, ulong Size, CommonEntry Common, ReadOnlyMemory<byte> Instructions)
{
    private const uint Extended = 0xffffffff;

    public bool Contains(ulong address) => address - Start < Size;

    /// <summary>Reads the entry at an address.</summary>
    /// <param name="commons">The common entries met so far.</param>
    /// <param name="next">Where the next one begins; 0 where there is none.</param>
    /// <returns>Null for one of another kind, and for one that is not understood.</returns>
    public static FrameEntry? Read(FrameSection section, ulong at, Dictionary<ulong, CommonEntry?> commons, out ulong next)
    {
        if (!TryBody(section, at, Limits.FrameEntryBytes, out ReadOnlyMemory<byte> body, out ulong start, out ulong id, out int idSize, out next) || IsCommon(section, id, idSize))
        {
            return null;
        }

        ulong place = section.IsDebug ? unchecked(section.Start + id) : unchecked(start - (ulong)idSize - id);
        if (!commons.TryGetValue(place, out CommonEntry? common) && commons.Count < Limits.CommonEntries)
        {
            bool isCommon = TryBody(section, place, Limits.CommonEntryBytes, out ReadOnlyMemory<byte> of, out ulong from, out ulong commonId, out int size, out _)
                && IsCommon(section, commonId, size);
            commons[place] = common = isCommon ? CommonEntry.Read(of, from) : null;
        }

        if (common is null)
        {
            return null;
        }

        var cursor = new DwarfCursor(body.Span, start);
        ulong first = cursor.Pointer(common.PointerEncoding, 0, section.Bias);
        ulong length = cursor.Number(common.PointerEncoding);
        if (common.HasData)
        {
            cursor.Take(cursor.Unsigned());
        }

        return cursor.HasFailed ? null : new FrameEntry(first, length, common, body[cursor.Position..]);
    }

    private static bool IsCommon(FrameSection section, ulong id, int idSize) => id == (!section.IsDebug ? 0 : idSize == 4 ? Extended : ulong.MaxValue);

    /// <summary>What follows the length and the id of an entry; false for one of more bytes than are believed.</summary>
    private static bool TryBody(
        FrameSection section, ulong at, int most, out ReadOnlyMemory<byte> body, out ulong start, out ulong id, out int idSize, out ulong next)
    {
        body = default;
        start = id = next = 0;
        idSize = 4;
        if (at < section.Start || at >= section.End || !section.Space.TryReadUInt32(at, out uint shortLength) || shortLength == 0)
        {
            return false;
        }

        ulong length = shortLength;
        start = at + 4;
        if (shortLength == Extended)
        {
            if (!section.Space.TryReadUInt64(start, out length))
            {
                return false;
            }

            start += 8;
            idSize = section.IsDebug ? 8 : 4;
        }

        if (length < (ulong)idSize || start >= section.End || length > section.End - start)
        {
            return false;
        }

        next = start + length;
        ReadOnlyMemory<byte> all = section.Space.GetMemory(start, (int)Math.Min(length, (ulong)most));
        if (length > (ulong)most || (ulong)all.Length < length)
        {
            return false;
        }

        var cursor = new DwarfCursor(all.Span, start);
        id = idSize == 4 ? cursor.UInt32() : cursor.UInt64();
        body = all[idSize..];
        start += (ulong)idSize;
        return true;
    }
}
