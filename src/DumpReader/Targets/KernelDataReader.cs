using System.Runtime.InteropServices;
using DumpReader.Formats.Minidump;
using Microsoft.Diagnostics.Runtime;
using Microsoft.Diagnostics.Runtime.DataReaders.Implementation;

namespace DumpReader.Targets;

/// <summary>
/// A kernel dump as ClrMD's reader of data, so that whatever works on a <see cref="DataTarget"/> reads its memory:
/// <c>new DataTarget(new KernelDataReader(target))</c>. Its only thread, number 0, has the registers at the panic. The target stays the
/// caller's.
/// </summary>
public sealed class KernelDataReader(ITarget target) : IDataReader, IThreadReader
{
    public string DisplayName => target.Dump?.Path ?? target.Kind;

    public bool IsThreadSafe => true;

    public OSPlatform TargetPlatform { get; } = OSPlatform.Create("ILLUMOS");

    public Architecture Architecture => Architecture.X64;

    /// <summary>A kernel is no process: 0.</summary>
    public int ProcessId => 0;

    public int PointerSize => target.Memory.PointerSize;

    /// <summary>None: kernel modules are not mapped as files; <see cref="ITarget.Modules"/> has them.</summary>
    public IEnumerable<ModuleInfo> EnumerateModules() => [];

    public IEnumerable<uint> EnumerateOSThreadIds() => target.Registers.Count > 0 ? [0] : [];

    public ulong GetThreadTeb(uint osThreadId) => 0;

    public bool GetThreadContext(uint threadID, uint contextFlags, Span<byte> context)
    {
        bool isThere = threadID == 0 && target.Registers.Count > 0 && context.Length >= WindowsContext.Size;
        if (isThere)
        {
            WindowsContext.Write(context, target.Registers);
        }

        return isThere;
    }

    public void FlushCachedData() { }

    public int Read(ulong address, Span<byte> buffer) => target.Memory.Read(address, buffer);

    public bool Read<T>(ulong address, out T value) where T : unmanaged => target.Memory.Read(address, out value);

    public T Read<T>(ulong address) where T : unmanaged => target.Memory.Read<T>(address);

    public bool ReadPointer(ulong address, out ulong value) => target.Memory.ReadPointer(address, out value);

    public ulong ReadPointer(ulong address) => target.Memory.ReadPointer(address);
}
