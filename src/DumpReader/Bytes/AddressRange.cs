namespace DumpReader.Bytes;

/// <summary>The addresses from <see cref="Start"/> up to, not including, <see cref="End"/>; empty where End is not above Start.</summary>
internal readonly record struct AddressRange(ulong Start, ulong End)
{
    /// <summary>Length in bytes.</summary>
    public ulong Length => End > Start ? End - Start : 0;

    /// <summary>A range by its length; one that damage made too long ends at the end of memory.</summary>
    public static AddressRange Sized(ulong start, ulong length) => new(start, length > ulong.MaxValue - start ? ulong.MaxValue : start + length);

    public bool Contains(ulong address) => address >= Start && address < End;

    /// <summary>The range from its first multiple of a size on: where words of that size begin.</summary>
    /// <param name="size">A power of 2.</param>
    public AddressRange FromMultiple(int size)
    {
        ulong start = unchecked(Start + (ulong)size - 1) & ~((ulong)size - 1);
        return this with { Start = start < Start ? End : start };
    }

    /// <summary>The part of it that lies in another range.</summary>
    public AddressRange Within(AddressRange other) => new(Math.Max(Start, other.Start), Math.Min(End, other.End));
}
