namespace DumpReader.Kernel.Devices;

/// <summary>A node of the device tree where a walk met it.</summary>
/// <param name="Address">Its <c>struct dev_info</c>.</param>
/// <param name="Depth">Generations below the node at which the walk began.</param>
internal readonly record struct DeviceNode(ulong Address, int Depth);
