using System.Text;
using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The registers of a CPU, or of a thread of a process, with the symbols that they point at.</summary>
internal sealed class RegistersEvent(IReadOnlyDictionary<string, ulong> registers, bool isKernel = true) : OutputEvent
{
    private static readonly (string Left, string Right)[] _pairs =
    [
        ("rax", "r9"), ("rbx", "r10"), ("rcx", "r11"), ("rdx", "r12"), ("rsi", "r13"), ("rdi", "r14"), ("r8", "r15"),
    ];

    /// <summary>Bits of %rflags, as they stand in the status list.</summary>
    private static readonly (string Name, int Bit)[] _status =
        [("of", 11), ("df", 10), ("if", 9), ("tf", 8), ("sf", 7), ("zf", 6), ("af", 4), ("pf", 2), ("cf", 0)];

    public override void WriteText(Run run, MdbWriter writer)
    {
        foreach ((string left, string right) in _pairs)
        {
            writer.Printf("%%%-3s = 0x%0?p %15A %%%-3s = 0x%0?p %A\n", left, Of(left), Of(left), right, Of(right), Of(right));
        }

        ulong flags = Of("rflags");
        writer.Printf("\n%%rip = 0x%0?p %A\n%%rbp = 0x%0?p\n%%rsp = 0x%0?p\n", Of("rip"), Of("rip"), Of("rbp"), Of("rsp"));
        writer.Printf("%%rflags = 0x%08x\n", (uint)flags);
        writer.Printf("  id=%u vip=%u vif=%u ac=%u vm=%u rf=%u nt=%u iopl=0x%x\n", Bit(21), Bit(20), Bit(19), Bit(18), Bit(17), Bit(16), Bit(14),
            (uint)(flags >> 12) & 3);
        writer.Write($"  status=<{Status(flags)}>\n\n");
        writer.Printf("%%cs = 0x%04x\t%%ds = 0x%04x\t%%es = 0x%04x\t%%fs = 0x%04x\n", (uint)Of("cs"), (uint)Of("ds"), (uint)Of("es"), (uint)Of("fs"));
        if (!isKernel)
        {
            writer.Printf("%%gs = 0x%04x\t%%ss = 0x%04x\t%%fsbase = 0x%lx\t%%gsbase = 0x%lx\n", (uint)Of("gs"), (uint)Of("ss"), Of("fsbase"), Of("gsbase"));
            return;
        }

        writer.Printf("%%gs = 0x%04x\t%%gsbase = 0x%lx\t%%kgsbase = 0x%lx\n", (uint)Of("gs"), Of("gsbase"), Of("kgsbase"));
        writer.Printf("%%trapno = 0x%x\t%%err = 0x%x\t%%cr2 = 0x%lx\t%%cr3 = 0x%lx\n", (uint)Of("trapno"), (uint)Of("err"), Of("cr2"), Of("cr3"));

        uint Bit(int bit) => (uint)(flags >> bit) & 1;
    }

    public override bool WriteJson(Run run, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach ((string name, ulong value) in registers)
        {
            json.WriteString(name, JsonText.Hex(value));
        }

        json.WriteEndObject();
        return true;
    }

    private ulong Of(string register) => registers.GetValueOrDefault(register);

    private static string Status(ulong flags)
    {
        var text = new StringBuilder();
        foreach ((string name, int bit) in _status)
        {
            bool set = (flags & (1UL << bit)) != 0;
            text.Append(text.Length == 0 ? "" : ",").Append(set ? name.ToUpperInvariant() : name);
        }

        return text.ToString();
    }
}
