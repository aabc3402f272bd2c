namespace DumpReader.Bytes;

/// <summary>A virtual address in one address space.</summary>
public readonly record struct Address(ulong Value) : IComparable<Address>
{
    public static readonly Address Null;

    public bool IsNull => Value == 0;

    public static implicit operator Address(ulong value) => new(value);

    public static explicit operator ulong(Address address) => address.Value;

    public static Address operator +(Address address, ulong offset) => new(address.Value + offset);

    public static ulong operator -(Address left, Address right) => left.Value - right.Value;

    public int CompareTo(Address other) => Value.CompareTo(other.Value);

    public static bool operator <(Address left, Address right) => left.Value < right.Value;

    public static bool operator >(Address left, Address right) => left.Value > right.Value;

    public static bool operator <=(Address left, Address right) => left.Value <= right.Value;

    public static bool operator >=(Address left, Address right) => left.Value >= right.Value;

    public override string ToString() => Value.ToString("x");
}

/// <summary>An address of physical memory.</summary>
public readonly record struct PhysicalAddress(ulong Value)
{
    /// <summary>The page frame that holds it; <paramref name="pageShift"/> is 12 on amd64.</summary>
    public Pfn ToPfn(int pageShift) => new(Value >> pageShift);

    public override string ToString() => Value.ToString("x");
}

/// <summary>A page frame number.</summary>
public readonly record struct Pfn(ulong Value)
{
    public PhysicalAddress ToPhysical(int pageShift) => new(Value << pageShift);

    public override string ToString() => Value.ToString("x");
}
