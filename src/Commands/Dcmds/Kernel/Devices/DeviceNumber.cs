namespace Commands.Dcmds.Kernel.Devices;

/// <summary>A <c>dev_t</c> of a 64-bit kernel: the major number above the minor one (sys/mkdev.h).</summary>
internal readonly record struct DeviceNumber(ulong Device)
{
    public uint Major => (uint)(Device >> 32);

    public uint Minor => (uint)Device;
}
