using System.Text;
using DumpBuilder.Image;

namespace DumpBuilder.Kernel;

/// <summary>
/// The module list in dump memory: <c>struct modctl</c> (sys/modctl.h, 144 bytes) and <c>struct module</c> (sys/kobj.h, 384 bytes) with names,
/// symbols and CTF. These offsets are compiled into mdb, which finds CTF through them.
/// </summary>
internal static class ModuleMemory
{
    private const int ModctlSize = 144;
    private const int ModuleSize = 384;

    // flags of struct module as a running kernel has them; unix is also the primary image.
    private const uint Loaded = 0x10a0;
    private const uint BootImage = 0x10b0;
    private const uint Executable = 0x10b4;

    /// <param name="modules">In load order; unix, the head of the list, first.</param>
    /// <param name="head">Address of the symbol <c>modules</c>, which is unix's modctl itself.</param>
    /// <param name="arena">Room for everything else.</param>
    /// <param name="add">Takes each block of memory.</param>
    public static void Add(IReadOnlyList<KernelModule> modules, ulong head, Arena arena, Action<ulong, byte[]> add)
    {
        byte[]?[] types = ModuleTypes.Make(modules);
        ulong[] modctls = [.. modules.Select((_, i) => i == 0 ? head : arena.Allocate(ModctlSize))];
        for (int i = 0; i < modules.Count; i++)
        {
            KernelModule module = modules[i];
            ulong fileName = Name(module.FileName);
            ulong self = Module(module, i, fileName, types[i]);
            byte[] modctl = new byte[ModctlSize];
            Encode.U64(modctl, 0, modctls[(i + 1) % modctls.Length]);
            Encode.U64(modctl, 8, modctls[(i + modctls.Length - 1) % modctls.Length]);
            Encode.U32(modctl, 16, (uint)i);
            Encode.U64(modctl, 24, self);
            Encode.U64(modctl, 56, fileName);
            Encode.U64(modctl, 64, Name(module.Name));
            modctl[80] = 1;
            modctl[81] = 1;
            Encode.U32(modctl, 104, 1);
            Encode.U64(modctl, 112, module.Text);
            Encode.U64(modctl, 120, module.TextSize);
            add(modctls[i], modctl);
        }

        ulong Name(string text)
        {
            byte[] bytes = [.. Encoding.Latin1.GetBytes(text), 0];
            ulong address = arena.Allocate((ulong)bytes.Length, 8);
            add(address, bytes);
            return address;
        }

        ulong Module(KernelModule module, int index, ulong fileName, byte[]? ctf)
        {
            // The size is known only when the strings are laid out, and does not depend on the address.
            ulong at = arena.Allocate((ulong)new SymbolSpace(module, 0).Bytes.Length);
            var symbols = new SymbolSpace(module, at);
            add(at, symbols.Bytes);
            ulong ctfAt = ctf is null ? 0 : arena.Allocate((ulong)ctf.Length);
            if (ctf is not null)
            {
                add(ctfAt, ctf);
            }

            byte[] m = new byte[ModuleSize];
            Encode.U32(m, 0, (uint)symbols.Bytes.Length);
            ElfSymbols.FileHeader(m.AsSpan(8), executable: index == 0, module.Text);
            Encode.U16(m, 8 + 60, 2);
            Encode.U64(m, 80, at);
            Encode.U64(m, 88, at + 64);
            Encode.U64(m, 104, (ulong)symbols.Bytes.Length);
            Encode.U64(m, 112, at);
            Encode.U32(m, 120, index switch { 0 => Executable, 1 => BootImage, _ => Loaded });
            Encode.U64(m, 128, module.TextSize);
            Encode.U64(m, 136, module.DataSize);
            Encode.U64(m, 144, module.Text);
            Encode.U64(m, 152, module.Data);
            Encode.U64(m, 168, symbols.Table);
            Encode.U64(m, 176, symbols.Strings);
            Encode.U32(m, 184, (uint)symbols.HashSize);
            Encode.U64(m, 192, symbols.Buckets);
            Encode.U64(m, 200, symbols.Chains);
            Encode.U32(m, 208, (uint)symbols.Count);
            Encode.U64(m, 216, module.BssSize);
            Encode.U64(m, 224, module.Bss);
            Encode.U64(m, 232, fileName);
            Encode.U64(m, 272, ctfAt);
            Encode.U64(m, 280, (ulong)(ctf?.Length ?? 0));
            ulong self = arena.Allocate(ModuleSize);
            add(self, m);
            return self;
        }
    }
}
