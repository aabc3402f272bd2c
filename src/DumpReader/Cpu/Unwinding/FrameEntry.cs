using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Spaces;

namespace DumpReader.Cpu.Unwinding;

/// <summary>Where the call frame information of an object lies.</summary>
/// <param name="Space">Where to read it.</param>
/// <param name="Start">Address of its first byte there.</param>
/// <param name="End">Address behind its last.</param>
/// <param name="Bias">Added to addresses that do not count from their own place.</param>
/// <param name="IsDebug">It is a section <c>.debug_frame</c> (DWARF 5, 6.4) instead of <c>.eh_frame</c> (Linux Standard Base).</param>
internal sealed record FrameSection(AddressSpace Space, ulong Start, ulong End, ulong Bias, bool IsDebug)
{
    /// <summary>Told of entries that are larger, or more, than is believed.</summary>
    public LimitLog Log { get; init; } = LimitLog.None;
}

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
        if (!RawEntry.TryRead(section, at, Limits.FrameEntryBytes, out RawEntry raw, out next) || raw.IsCommon(section))
        {
            return null;
        }

        ulong place = section.IsDebug ? unchecked(section.Start + raw.Id) : unchecked(raw.IdAt - raw.Id);
        if (CommonAt(section, place, commons) is not { } common)
        {
            return null;
        }

        // Only what refers to such an entry is one: behind the last there may be anything.
        if (raw.Length > Limits.FrameEntryBytes)
        {
            section.Log.Say(nameof(Limits.FrameEntryBytes),
                $"an entry of call frame information at {at:x} has {raw.Length} bytes, expected at most {Limits.FrameEntryBytes}; such entries are left out");
            return null;
        }

        var cursor = new DwarfCursor(raw.Body.Span, raw.BodyAt);
        ulong first = cursor.Pointer(common.PointerEncoding, 0, section.Bias);
        ulong length = cursor.Number(common.PointerEncoding);
        if (common.HasData)
        {
            cursor.Take(cursor.Unsigned());
        }

        return cursor.HasFailed ? null : new FrameEntry(first, length, common, raw.Body[cursor.Position..]);
    }

    private static CommonEntry? CommonAt(FrameSection section, ulong place, Dictionary<ulong, CommonEntry?> commons)
    {
        if (commons.TryGetValue(place, out CommonEntry? common))
        {
            return common;
        }

        if (RawEntry.TryRead(section, place, Limits.CommonEntryBytes, out RawEntry raw, out _) && raw.IsCommon(section))
        {
            if (raw.Length <= Limits.CommonEntryBytes)
            {
                common = CommonEntry.Read(raw.Body, raw.BodyAt);
            }
            else if (raw.Body.Span[0] is 1 or 3 or 4) // the version
            {
                section.Log.Say(nameof(Limits.CommonEntryBytes),
                    $"what entries of call frame information have in common at {place:x} has {raw.Length} bytes, expected at most {Limits.CommonEntryBytes}; "
                    + "such entries are left out");
            }
        }

        if (commons.Count < Limits.CommonEntries)
        {
            commons[place] = common;
        }
        else if (common is not null)
        {
            section.Log.Say(nameof(Limits.CommonEntries),
                $"more than {Limits.CommonEntries} kinds of entries of call frame information; entries of others are left out");
            return null;
        }

        return common;
    }

    /// <summary>What an entry of either kind begins with.</summary>
    /// <param name="Length">Bytes of the entry behind its length.</param>
    /// <param name="Id">What tells the kinds apart, or where the common entry is.</param>
    /// <param name="IdAt">Address of it.</param>
    /// <param name="Body">What follows it, as far as it is believed.</param>
    /// <param name="BodyAt">Address of that.</param>
    private readonly record struct RawEntry(ulong Length, ulong Id, ulong IdAt, ReadOnlyMemory<byte> Body, ulong BodyAt)
    {
        private int IdSize => (int)(BodyAt - IdAt);

        public bool IsCommon(FrameSection section) => Id == (!section.IsDebug ? 0 : IdSize == 4 ? Extended : ulong.MaxValue);

        /// <summary>False where there is none, or it is not there as far as it is believed.</summary>
        /// <param name="most">Bytes that are believed.</param>
        /// <param name="next">Where the next one begins; 0 where there is none.</param>
        public static bool TryRead(FrameSection section, ulong at, int most, out RawEntry raw, out ulong next)
        {
            raw = default;
            next = 0;
            if (at < section.Start || at >= section.End || !section.Space.TryReadUInt32(at, out uint shortLength) || shortLength == 0)
            {
                return false;
            }

            ulong length = shortLength;
            ulong start = at + 4;
            int idSize = 4;
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
            int believed = (int)Math.Min(length, (ulong)most);
            ReadOnlyMemory<byte> all = section.Space.GetMemory(start, believed);
            if (all.Length < believed)
            {
                return false;
            }

            var cursor = new DwarfCursor(all.Span, start);
            raw = new RawEntry(length, idSize == 4 ? cursor.UInt32() : cursor.UInt64(), start, all[idSize..], start + (ulong)idSize);
            return true;
        }
    }
}
