namespace DumpReader.Kernel.Memory;

/// <summary>vs_type of <c>vmem_seg_t</c> (sys/vmem_impl.h).</summary>
internal enum VmemSegmentKind : byte { Allocated = 1, Free = 2, Span = 0x10, Rotor = 0x20, Walker = 0x40 }

/// <summary>A piece of an arena: a <c>vmem_seg_t</c> without its debug information.</summary>
/// <param name="Address">Where the structure lies.</param>
/// <param name="Start">First address, or identifier, of the piece.</param>
/// <param name="End">The one behind its last.</param>
/// <param name="Kind">What it is; a value without a name in a damaged dump.</param>
internal readonly record struct VmemSegment(ulong Address, ulong Start, ulong End, VmemSegmentKind Kind)
{
    public ulong Size => unchecked(End - Start);

    /// <summary>Allocated or free: what an address can be part of.</summary>
    public bool IsBuffer => Kind is VmemSegmentKind.Allocated or VmemSegmentKind.Free;

    public bool Contains(ulong address) => unchecked(address - Start) < Size;
}
