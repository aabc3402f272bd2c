using System.Buffers.Binary;

namespace DumpReader.Formats.Minidump;

/// <summary>The registers of a thread as Windows stores them: <c>CONTEXT</c> of winnt.h for x86-64, 1232 bytes.</summary>
internal static class WindowsContext
{
    public const int Size = 1232;

    private const int ContextFlags = 0x30;
    private const uint Full = 0x10000f; // CONTEXT_CONTROL, _INTEGER, _SEGMENTS, _FLOATING_POINT of AMD64
    private const int Segments = 0x38; // SegCs, SegDs, SegEs, SegFs, SegGs, SegSs, two bytes each
    private const int Flags = 0x44;    // EFlags
    private const int General = 0x78;  // Rax

    private static readonly string[] SegmentNames = ["cs", "ds", "es", "fs", "gs", "ss"];

    private static readonly string[] GeneralNames =
        ["rax", "rcx", "rdx", "rbx", "rsp", "rbp", "rsi", "rdi", "r8", "r9", "r10", "r11", "r12", "r13", "r14", "r15", "rip"];

    public static Dictionary<string, ulong> Registers(ReadOnlySpan<byte> context)
    {
        var registers = new Dictionary<string, ulong>(StringComparer.Ordinal);
        for (int i = 0; i < GeneralNames.Length; i++)
        {
            registers[GeneralNames[i]] = BinaryPrimitives.ReadUInt64LittleEndian(context[(General + (i * 8))..]);
        }

        for (int i = 0; i < SegmentNames.Length; i++)
        {
            registers[SegmentNames[i]] = BinaryPrimitives.ReadUInt16LittleEndian(context[(Segments + (i * 2))..]);
        }

        registers["rflags"] = BinaryPrimitives.ReadUInt32LittleEndian(context[Flags..]);
        return registers;
    }

    /// <summary>Fills the context with registers by name; one that is not there is 0.</summary>
    public static void Write(Span<byte> context, IReadOnlyDictionary<string, ulong> registers)
    {
        context.Clear();
        BinaryPrimitives.WriteUInt32LittleEndian(context[ContextFlags..], Full);
        for (int i = 0; i < GeneralNames.Length; i++)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(context[(General + (i * 8))..], registers.GetValueOrDefault(GeneralNames[i]));
        }

        for (int i = 0; i < SegmentNames.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(context[(Segments + (i * 2))..], (ushort)registers.GetValueOrDefault(SegmentNames[i]));
        }

        BinaryPrimitives.WriteUInt32LittleEndian(context[Flags..], (uint)registers.GetValueOrDefault("rflags"));
    }
}
