namespace DumpReader.Types.Declarations;

/// <summary>
/// Places members by the amd64 ABI: each at the next multiple of its alignment; a bit-field in the next bits, unless it would
/// straddle a boundary of its declared type, and then at that boundary. Width 0 closes the current unit.
/// </summary>
internal sealed class StructLayout(bool union, bool packed, int packLimit)
{
    private readonly List<Member> _members = [];
    private ulong _bits;
    private ulong _end;

    public int Alignment { get; private set; } = 1;

    public IReadOnlyList<Member> Members => _members;

    public ulong Size(int atLeast)
    {
        Alignment = Math.Max(Alignment, atLeast);
        return RoundUp((_end + 7) / 8, (ulong)Alignment);
    }

    public void Add(string name, TypeReference type, ulong size, int alignment, int atLeast)
    {
        alignment = Math.Max(Limit(alignment), atLeast);
        Alignment = Math.Max(Alignment, alignment);
        ulong offset = union ? 0 : RoundUp(_bits, 8 * (ulong)alignment);
        _members.Add(new Member(name, type, offset));
        Advance(offset + (8 * size));
    }

    /// <summary>
    /// Adds a bit-field of a dedicated <paramref name="type"/>, declared as one of <paramref name="unit"/> bytes. One without
    /// a name takes room but is no member and does not align the structure.
    /// </summary>
    public void AddBits(string? name, CType type, int width, ulong unit)
    {
        int alignment = Limit((int)unit);
        ulong offset = union ? 0 : _bits;
        if (width == 0)
        {
            Advance(RoundUp(offset, 8 * (ulong)alignment));
            return;
        }

        bool tight = packed || packLimit != 0;
        if (!tight && offset / (8 * unit) != (offset + (ulong)width - 1) / (8 * unit))
        {
            offset = RoundUp(offset, 8 * unit);
        }

        if (name is not null)
        {
            Alignment = Math.Max(Alignment, alignment);
            _members.Add(new Member(name, type, offset));
        }

        Advance(offset + (ulong)width);
    }

    private void Advance(ulong bits)
    {
        _bits = union ? 0 : bits;
        _end = Math.Max(_end, bits);
    }

    private int Limit(int alignment) => packed ? 1 : packLimit == 0 ? alignment : Math.Min(alignment, packLimit);

    private static ulong RoundUp(ulong value, ulong unit) => (value + unit - 1) / unit * unit;
}
