using System.Buffers.Binary;

namespace DumpReader.Formats.Minidump;

/// <summary>The registers of a thread as Windows stores them: <c>CONTEXT</c> of winnt.h for x86-64, 1232 bytes.</summary>
internal static class WindowsContext
{
    public const int Size = 1232;

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
}
