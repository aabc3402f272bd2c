using System.Text;
using Commands.Output;
using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The registers of a CPU, or of a thread of a process, with the symbols that they point at.</summary>
internal sealed class RegistersEvent(IReadOnlyDictionary<string, ulong> registers, bool isKernel = true) : FactEvent
{
    private static readonly (string Left, string Right)[] _pairs =
    [
        ("rax", "r9"), ("rbx", "r10"), ("rcx", "r11"), ("rdx", "r12"), ("rsi", "r13"), ("rdi", "r14"), ("r8", "r15"),
    ];

    /// <summary>Bits of %rflags, as they stand in the status list.</summary>
    private static readonly (string Name, int Bit)[] _status =
        [("of", 11), ("df", 10), ("if", 9), ("tf", 8), ("sf", 7), ("zf", 6), ("af", 4), ("pf", 2), ("cf", 0)];

    /// <summary>The other bits, each on its own.</summary>
    private static readonly (string Name, int Bit)[] _control =
        [("id", 21), ("vip", 20), ("vif", 19), ("ac", 18), ("vm", 17), ("rf", 16), ("nt", 14)];

    /// <summary>The registers that a panic or a core of a process keeps.</summary>
    public const string Known =
        "rax rbx rcx rdx rsi rdi rbp rsp r8 r9 r10 r11 r12 r13 r14 r15 rip rflags cs ds es fs gs ss fsbase gsbase trapno err "
        + "gdt_hi gdt_lo idt_hi idt_lo orig_rax";

    /// <summary>First bit of the I/O privilege level.</summary>
    private const int IoPrivilege = 12;

    public override void WriteText(Run run, MdbWriter writer)
    {
        foreach ((string left, string right) in _pairs)
        {
            writer.Printf("%%%-3s = 0x%0?p %15A %%%-3s = 0x%0?p %A\n", left, Of(left), Of(left), right, Of(right), Of(right));
        }

        ulong flags = Of("rflags");
        writer.Printf("\n%%rip = 0x%0?p %A\n%%rbp = 0x%0?p\n%%rsp = 0x%0?p\n", Of("rip"), Of("rip"), Of("rbp"), Of("rsp"));
        writer.Printf("%%rflags = 0x%08x\n", (uint)flags);
        writer.Write("  " + string.Concat(_control.Select(flag => $"{flag.Name}={(flags >> flag.Bit) & 1} ")));
        writer.Printf("iopl=0x%x\n", (uint)(flags >> IoPrivilege) & 3);
        writer.Write($"  status=<{Status(flags)}>\n\n");
        writer.Printf("%%cs = 0x%04x\t%%ds = 0x%04x\t%%es = 0x%04x\t%%fs = 0x%04x\n", (uint)Of("cs"), (uint)Of("ds"), (uint)Of("es"), (uint)Of("fs"));
        if (!isKernel)
        {
            writer.Printf("%%gs = 0x%04x\t%%ss = 0x%04x\t%%fsbase = 0x%lx\t%%gsbase = 0x%lx\n", (uint)Of("gs"), (uint)Of("ss"), Of("fsbase"), Of("gsbase"));
            return;
        }

        writer.Printf("%%gs = 0x%04x\t%%gsbase = 0x%lx\t%%kgsbase = 0x%lx\n", (uint)Of("gs"), Of("gsbase"), Of("kgsbase"));
        writer.Printf("%%trapno = 0x%x\t%%err = 0x%x\t%%cr2 = 0x%lx\t%%cr3 = 0x%lx\n", (uint)Of("trapno"), (uint)Of("err"), Of("cr2"), Of("cr3"));
    }

    [NamesOfDump(Known)]
    public override void Facts(Run run, FactWriter facts)
    {
        foreach ((string name, ulong value) in registers)
        {
            facts.Add(name, Cell.Address(value));
        }

        WriteSymbols(run, facts);
        WriteFlags(facts, Of("rflags"));
    }

    /// <summary>What the registers of an object or function point at.</summary>
    private void WriteSymbols(Run run, FactWriter facts)
    {
        facts.StartObject("symbols");
        foreach (string name in _pairs.SelectMany(pair => new[] { pair.Left, pair.Right }).Append("rip"))
        {
            facts.Add(name, AddressText.Symbol(run.Session, Of(name)));
        }

        facts.EndObject();
    }

    private static void WriteFlags(FactWriter facts, ulong flags)
    {
        facts.StartObject("flags");
        foreach ((string name, int bit) in _control.Concat(_status))
        {
            facts.Add(name, (flags & (1UL << bit)) != 0);
        }

        facts.Add("iopl", (flags >> IoPrivilege) & 3);
        facts.EndObject();
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
