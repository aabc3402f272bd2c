namespace DumpBuilder.Kernel;

/// <summary>Hands out kernel addresses one behind the other.</summary>
internal sealed class Arena(ulong start)
{
    private ulong _next = start;

    public ulong Allocate(ulong size, ulong alignment = 64)
    {
        ulong address = (_next + alignment - 1) / alignment * alignment;
        _next = address + size;
        return address;
    }
}
