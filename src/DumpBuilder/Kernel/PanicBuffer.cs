using System.Text;
using DumpBuilder.Image;

namespace DumpBuilder.Kernel;

/// <summary>
/// The contents of <c>panicbuf</c> (<c>panic_data_t</c> and <c>panic_nv_t</c> in sys/panic.h, version 2): image uuid, registers by name,
/// then the panic message.
/// </summary>
internal static class PanicBuffer
{
    public const int Size = 8192;

    private const int HeaderSize = 48;
    private const int EntrySize = 24;

    private static readonly string[] s_names =
    [
        "rdi", "rsi", "rdx", "rcx", "r8", "r9", "rax", "rbx", "rbp", "r10", "r11", "r12", "r13", "r14", "r15", "fsbase", "gsbase",
        "ds", "es", "fs", "gs", "trapno", "err", "rip", "cs", "rflags", "rsp", "ss", "gdt_hi", "gdt_lo", "idt_hi", "idt_lo",
    ];

    /// <summary>Where the message lies in the buffer.</summary>
    public static int MessageOffset => HeaderSize + (EntrySize * s_names.Length);

    public static bool IsRegister(string name) => s_names.Contains(name);

    public static byte[] Make(DumpFacts facts, IReadOnlyDictionary<string, ulong> registers)
    {
        byte[] message = [.. Encoding.Latin1.GetBytes(facts.PanicString), 0];
        byte[] bytes = new byte[Math.Min(Size, MessageOffset + message.Length)];
        Encode.U32(bytes, 0, 2);
        Encode.U32(bytes, 4, (uint)MessageOffset);
        Encode.Text(bytes, 8, 37, facts.Uuid);
        for (int i = 0; i < s_names.Length; i++)
        {
            int at = HeaderSize + (EntrySize * i);
            Encode.Text(bytes, at, 16, s_names[i]);
            Encode.U64(bytes, at + 16, registers.GetValueOrDefault(s_names[i]));
        }

        message.AsSpan(0, bytes.Length - MessageOffset).CopyTo(bytes.AsSpan(MessageOffset));
        return bytes;
    }
}
