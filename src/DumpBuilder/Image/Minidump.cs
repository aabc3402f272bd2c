using System.Buffers.Binary;
using System.Text;
using DumpBuilder.Kernel;

namespace DumpBuilder.Image;

/// <summary>
/// All of a minidump (minidumpapiset.h) in front of its memory: header, directory, and the streams for system, process, modules, thread,
/// exception and ranges of memory. It ends at the end of a page; the pages follow in the order of the plan.
/// </summary>
internal sealed class Minidump : IDisposable
{
    private const uint Version = 0xa793;
    private const uint WithFullMemory = 2;
    private const uint AccessViolation = 0xc0000005;
    private const uint ThreadId = 1;
    private const int ContextSize = 1232;
    private const int EntrySize = 12;

    private static readonly string[] s_general =
        ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip"];

    private readonly MemoryStream _bytes = new();
    private readonly List<(uint Type, int Place, int Size)> _streams = [];

    public static byte[] Make(DumpFacts facts, IReadOnlyList<KernelModule> modules, IReadOnlyDictionary<string, ulong> registers, PagePlan plan)
    {
        int count = facts.PanicString.Length > 0 ? 6 : 5;
        using var dump = new Minidump();
        dump._bytes.SetLength(32 + (count * EntrySize));
        dump._bytes.Position = dump._bytes.Length;
        int empty = dump.Text("");
        int[] names = [.. modules.Select(m => dump.Text(m.FileName.Length > 0 ? m.FileName : m.Name))];
        int context = dump.Place(() => dump.Context(registers));
        dump.Stream(7, () => dump.SystemInfo(empty));
        dump.Stream(15, () => dump.Words32(24, 1, ThreadId, (uint)facts.CrashTime, 0, 0)); // MiscInfo: the process has the number of its thread
        dump.Stream(4, () => dump.Modules(modules, names));
        dump.Stream(3, () => dump.Thread(context));
        if (count == 6)
        {
            dump.Stream(6, () => dump.Exception(registers, context));
        }

        dump.Stream(9, () => dump.Memory(plan));
        return dump.Finish(facts);
    }

    public void Dispose() => _bytes.Dispose();

    private byte[] Finish(DumpFacts facts)
    {
        _bytes.Position = 0;
        Words32(0x504d444d, Version, (uint)_streams.Count, 32, 0, (uint)facts.CrashTime);
        Words64(WithFullMemory);
        foreach ((uint type, int place, int size) in _streams)
        {
            Words32(type, (uint)size, (uint)place);
        }

        return _bytes.ToArray();
    }

    private void SystemInfo(int empty)
    {
        Words16(9, 6, 0, 0x0101);                  // PROCESSOR_ARCHITECTURE_AMD64; one processor, a workstation
        Words32(10, 0, 19041, 2, (uint)empty, 0);  // version, VER_PLATFORM_WIN32_NT, CSDVersionRva
        Words64(0, 0, 0);
    }

    private void Modules(IReadOnlyList<KernelModule> modules, int[] names)
    {
        Words32((uint)modules.Count);
        for (int i = 0; i < modules.Count; i++)
        {
            Words64(modules[i].Text);                              // BaseOfImage
            Words32((uint)modules[i].TextSize, 0, 0, (uint)names[i]); // SizeOfImage, CheckSum, TimeDateStamp, ModuleNameRva
            _bytes.Write(new byte[84]);                            // VersionInfo, CvRecord, MiscRecord, reserved
        }
    }

    private void Thread(int context)
    {
        Words32(1, ThreadId, 0, 0, 0);
        Words64(0, 0);                 // Teb, Stack.StartOfMemoryRange
        Words32(0, 0, ContextSize, (uint)context);
    }

    private void Context(IReadOnlyDictionary<string, ulong> registers)
    {
        var context = new byte[ContextSize];
        BinaryPrimitives.WriteUInt32LittleEndian(context.AsSpan(0x30), 0x10000b); // CONTEXT_FULL of AMD64
        BinaryPrimitives.WriteUInt16LittleEndian(context.AsSpan(0x38), (ushort)registers.GetValueOrDefault("cs"));
        BinaryPrimitives.WriteUInt16LittleEndian(context.AsSpan(0x42), (ushort)registers.GetValueOrDefault("ss"));
        BinaryPrimitives.WriteUInt32LittleEndian(context.AsSpan(0x44), (uint)registers.GetValueOrDefault("rflags"));
        for (int i = 0; i < s_general.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(context.AsSpan(0x78 + (i * 8)), registers.GetValueOrDefault(s_general[i]));
        }

        _bytes.Write(context);
    }

    private void Exception(IReadOnlyDictionary<string, ulong> registers, int context)
    {
        Words32(ThreadId, 0, AccessViolation, 0);
        Words64(0, registers.GetValueOrDefault("rip"));
        _bytes.Write(new byte[128]); // NumberParameters, ExceptionInformation
        Words32(ContextSize, (uint)context);
    }

    /// <summary>MINIDUMP_MEMORY64_LIST, up to the end of a page.</summary>
    private void Memory(PagePlan plan)
    {
        var ranges = new List<(ulong Address, ulong Size)>();
        foreach (Translation page in plan.Translations())
        {
            if (ranges.Count > 0 && ranges[^1].Address + ranges[^1].Size == page.Address)
            {
                ranges[^1] = (ranges[^1].Address, ranges[^1].Size + Layout.PageSize);
            }
            else
            {
                ranges.Add((page.Address, Layout.PageSize));
            }
        }

        long end = _bytes.Position + 16 + (ranges.Count * 16);
        long data = (end + Layout.PageSize - 1) / Layout.PageSize * Layout.PageSize;
        Words64((ulong)ranges.Count, (ulong)data);
        foreach ((ulong address, ulong size) in ranges)
        {
            Words64(address, size);
        }

        _bytes.Write(new byte[data - end]);
    }

    /// <summary>MINIDUMP_STRING.</summary>
    private int Text(string text) => Place(() =>
    {
        Words32((uint)text.Length * 2);
        _bytes.Write(Encoding.Unicode.GetBytes(text + "\0"));
    });

    private int Place(Action write)
    {
        _bytes.Write(new byte[-_bytes.Position & 7]);
        int place = (int)_bytes.Position;
        write();
        return place;
    }

    private void Stream(uint type, Action write)
    {
        int place = Place(write);
        _streams.Add((type, place, (int)_bytes.Position - place));
    }

    private void Words16(params ReadOnlySpan<ushort> words)
    {
        foreach (ushort word in words)
        {
            _bytes.Write(BitConverter.GetBytes(word));
        }
    }

    private void Words32(params ReadOnlySpan<uint> words)
    {
        foreach (uint word in words)
        {
            _bytes.Write(BitConverter.GetBytes(word));
        }
    }

    private void Words64(params ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
        {
            _bytes.Write(BitConverter.GetBytes(word));
        }
    }
}
