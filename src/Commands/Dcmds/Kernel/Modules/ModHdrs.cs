using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Modules;

/// <summary>Shows the ELF headers of a module.</summary>
[Dcmd("modhdrs")]
internal sealed class ModHdrs : Dcmd
{
    private static readonly Table<Value> Header = new(
        [
            new("class", r => Ident(r, 4)), new("data", r => Ident(r, 5)), Number("e_machine"), Number("e_version"), Number("e_type"),
            Number("e_flags"), Number("e_entry"), Number("e_ehsize"), Number("e_shstrndx"), Number("e_shoff"), Number("e_shentsize"),
            Number("e_shnum"), Number("e_phoff"), Number("e_phentsize"), Number("e_phnum"), new("magic", r => Magic(r)),
        ],
        Header: null,
        (r, w) =>
        {
            w.Printf("\nELF Header\n  ei_magic:  %s\n", Magic(r));
            w.Printf("  ei_class:  %-18d      ei_data: %-16d\n", Ident(r, 4), Ident(r, 5));
            w.Printf("  e_machine: %-18d    e_version: %-16d\n", r.Number("e_machine"), r.Number("e_version"));
            w.Printf("  e_type:    %-18d\n  e_flags:   %-18d\n", r.Number("e_type"), r.Number("e_flags"));
            w.Printf("  e_entry:   0x%16lx  e_ehsize: %11d  e_shstrndx: %d\n",
                r.Number("e_entry"), r.Number("e_ehsize"), r.Number("e_shstrndx"));
            w.Printf("  e_shoff:   0x%16lx  e_shentsize: %8d  e_shnum:    %d\n",
                r.Number("e_shoff"), r.Number("e_shentsize"), r.Number("e_shnum"));
            w.Printf("  e_phoff:   0x%16lx  e_phentsize: %8d  e_phnum:    %d\n",
                r.Number("e_phoff"), r.Number("e_phentsize"), r.Number("e_phnum"));
        });

    private sealed record Row(int Index, Value Section);

    private static readonly Table<Row> Sections = new(
        [
            new("index", r => r.Index), new("sh_addr", r => Cell.Address(r.Section.Number("sh_addr"))),
            new("sh_flags", r => ElfNames.Flags(r.Section.Number("sh_flags"))),
            new("sh_size", r => r.Section.Number("sh_size")), new("sh_type", r => ElfNames.Type(r.Section.Number("sh_type"))),
            new("sh_offset", r => r.Section.Number("sh_offset")), new("sh_entsize", r => r.Section.Number("sh_entsize")),
            new("sh_link", r => r.Section.Number("sh_link")), new("sh_info", r => r.Section.Number("sh_info")),
            new("sh_addralign", r => r.Section.Number("sh_addralign")),
        ],
        Header: null,
        (r, w) =>
        {
            Value s = r.Section;
            w.Printf("\nSection Header[%d]:\n", r.Index);
            w.Printf("    sh_addr:      0x%-16lx  sh_flags:   [ %s ]\n", s.Number("sh_addr"), ElfNames.Flags(s.Number("sh_flags")));
            w.Printf("    sh_size:      0x%-16lx  sh_type:    [ %s ]\n", s.Number("sh_size"), ElfNames.Type(s.Number("sh_type")));
            w.Printf("    sh_offset:    0x%-16lx  sh_entsize: 0x%lx\n", s.Number("sh_offset"), s.Number("sh_entsize"));
            w.Printf("    sh_link:      0x%-16lx  sh_info:    0x%lx\n", s.Number("sh_link"), s.Number("sh_info"));
            w.Printf("    sh_addralign: 0x%-16lx\n", s.Number("sh_addralign"));
        });

    public override DcmdInfo Info { get; } = new("modhdrs", "given modctl, dump module ehdr and shdrs")
    {
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "krtld",
        StockPipeForm = false,
        StockHelp = false,
        Help = "Shows the ELF header and the section headers that the kernel keeps of the module at the address.",
        Examples = ["::walk modctl | ::modhdrs"],
    };

    public override string? InputType => "struct modctl";

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0)
        {
            return Status.Usage;
        }

        if (!call.HasAddress)
        {
            return call.Fail("expected address of struct modctl before ::", Status.Usage);
        }

        if (!KernelObject.TryRead(call.Run, "struct modctl", call.Address, "can't read modctl at ", out Value modctl)
            || !KernelObject.TryRead(call.Run, "struct module", modctl.Number("mod_mp"), "can't read module at ", out Value module))
        {
            return Status.Error;
        }

        if (!module.TryGet("hdr", out Value header))
        {
            return Status.Error;
        }

        ulong count = WalkFault.AtMost(
            header.Number("e_shnum"), Limits.ElfSections, "section header", module.Address, fault => KernelWalk.Report(call.Run, fault));
        ulong size = header.Number("e_shentsize");
        ulong first = module.Number("shdrs");
        if (!call.Row(Header, header, new Item(module.Address, module.Type)))
        {
            return Status.Abort;
        }

        for (ulong i = 0; i < count; i++)
        {
            ulong at = unchecked(first + (i * size));
            if (!KernelObject.TryRead(call.Run, "Shdr", at, "can't read section header at ", out Value section))
            {
                return Status.Error;
            }

            if (!call.Row(Sections, new Row((int)i, section), new Item(at, section.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    private static Column<Value> Number(string member) => new(member, r => r.Number(member));

    private static int Ident(Value header, int index) => (int)header.Number($"e_ident[{index}]");

    /// <summary>The first byte as a number, the other three as what they are to be: letters.</summary>
    private static string Magic(Value header)
    {
        string[] letters =
            [.. Enumerable.Range(1, 3).Select(i => Ident(header, i)).Select(b => b is > ' ' and < 0x7f ? $"{(char)b}" : $"0x{b:x}")];
        return $"{{ 0x{Ident(header, 0):x}, {string.Join(", ", letters)} }}";
    }
}
