using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Commands.Pipeline;
using DumpReader.Bytes;
using DumpReader.Formats.Elf;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Kernel;
using DumpReader.Kernel.ModuleList;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Damage;

/// <summary>Finds out what lies where in a file, through the reader itself where it is sound.</summary>
internal static class RegionFinder
{
    private static readonly (string Kind, string Walk, string Type)[] Objects =
    [
        ("list", "::walk thread", "kthread_t"), ("list", "::walk proc", "proc_t"), ("list", "::walk ctxop", "struct ctxop"),
        ("list", "::walk cpu", "cpu_t"), ("memory", "::walk kmem_cache", "kmem_cache_t"), ("memory", "::walk vmem", "vmem_t"),
        ("memory", "::walk kmem_cache | ::walk kmem_slab", "kmem_slab_t"), ("devices", "::walk devinfo", "struct dev_info"),
    ];

    public static void Fill(Regions regions, SoundFile sound)
    {
        using IByteSource file = FileOpener.Open(Path.Combine(sound.Folder, sound.Name), sound.Name, map: true);
        if (sound.Name.StartsWith("unix.", StringComparison.Ordinal))
        {
            Elf(regions, file, 0, file.Length);
            regions.Add("any", 0, file.Length);
            return;
        }

        regions.Add("header", 0, Math.Min(DumpHeader.Size, file.Length));
        try
        {
            using ITarget target = sound.Open();
            if (target is KernelTarget kernel)
            {
                Kernel(regions, file, sound, kernel);
            }
        }
        catch (DumpException)
        {
            regions.Add("any", 0, file.Length); // One of those that are refused as they are.
        }
    }

    private static void Kernel(Regions regions, IByteSource file, SoundFile sound, KernelTarget target)
    {
        DumpHeader header = target.Header;
        regions.Add("header", header.Start is var start && target.Compressed is not null ? Math.Min(start, file.Length - DumpHeader.Size) : 0, DumpHeader.Size);
        regions.Add("frames", header.PfnTable, 8 * header.PageCount);
        Elf(regions, file, header.Ksyms, header.KsymsStoredSize);
        if (CompressedDump.Find(file, sound.Name, static _ => { }) is { } compressed)
        {
            regions.Add("header", compressed.HeaderOffset, DumpHeader.Size + DataHeader.Size);
            regions.Add("map", header.Map, DumpHeaderChecks.ListEntrySize * header.TranslationCount);
            Blocks(regions, BlockIndex.Read(file, compressed, sound.Name, static _ => { }));
            regions.Add("any", header.Data, compressed.End - header.Data);
            return;
        }

        foreach ((long offset, _) in Slots(file, header))
        {
            regions.Add("map", offset, DumpHeaderChecks.MapEntrySize);
        }

        regions.Add("any", header.Data, file.Length - header.Data);
        var places = new Places(regions, file, target);
        Modules(places, target);
        foreach ((string kind, string walk, string type) in Objects)
        {
            ulong size = target.Types.Find(null, type, out _)?.Size ?? 256;
            Array.ForEach(Numbers(target, walk), address => places.Add(kind, address, size));
        }

        ulong[] stacks = Numbers(target, "::walk thread | ::printf \"%p\\n%p\\n\" kthread_t t_sp t_stk");
        for (int i = 0; i + 1 < stacks.Length; i += 2)
        {
            places.Add("stack", stacks[i], Math.Min(stacks[i + 1] - stacks[i], 4096));
        }

        if (target.Symbols.Find(null, "panicbuf", out Symbol panic) == SymbolLookup.Found)
        {
            places.Add("stack", panic.Value, 512);
        }
    }

    private static void Modules(Places places, KernelTarget target)
    {
        foreach (Module module in target.Modules)
        {
            places.Add("modules", module.ModctlAddress, ModuleStructures.ModctlSize);
            places.Add("modules", module.ModuleAddress, ModuleStructures.ModuleSize);
            places.Add("ctf header", module.CtfAddress, 36);
            places.Add("ctf", module.CtfAddress, module.CtfSize);
        }
    }

    /// <summary>The header, the section headers, and the tables of symbols and names, of an ELF file in a file.</summary>
    private static void Elf(Regions regions, IByteSource file, long at, long length)
    {
        var bytes = new byte[64];
        regions.Add("elf", at, Math.Min(64, length));
        if (file.Read(at, bytes) != 64 || BinaryPrimitives.ReadUInt32LittleEndian(bytes) != ImageLayout.Magic)
        {
            return;
        }

        long sections = BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(40));
        int count = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(60));
        regions.Add("elf", at + sections, (long)count * ElfSection.HeaderSize);
        for (int i = 0; i < count && file.Read(at + sections + (i * ElfSection.HeaderSize), bytes) == 64; i++)
        {
            ElfSection section = ElfSection.Read(bytes);
            string kind = section.Type is ElfSection.SymbolTable ? "symbols" : section.Type is ElfSection.Strings ? "names" : "elf";
            regions.Add(kind, at + (long)section.Offset, section.Type == ElfSection.NoBits ? 0 : (long)section.Size);
        }
    }

    private static void Blocks(Regions regions, BlockIndex blocks)
    {
        foreach (StoredPage block in blocks.Pages.Concat(blocks.Streams.Values.SelectMany(s => s.Blocks)))
        {
            regions.Add("blocks", block.Offset - 4, 4);
            regions.Add("block starts", block.Offset, Math.Min(block.Length, 16));
            regions.Add("block contents", block.Offset, block.Length);
        }
    }

    private static IEnumerable<(long Offset, long Index)> Slots(IByteSource file, DumpHeader header)
    {
        for (long slot = 0; slot <= header.HashMask; slot++)
        {
            long offset = header.Map + (slot * DumpHeaderChecks.MapEntrySize);
            if (file.TryReadUInt64(offset, out ulong first) && first != 0)
            {
                yield return (offset, slot);
            }
        }
    }

    private static ulong[] Numbers(ITarget target, string text) =>
        [.. TestSession.Text(text, target: target).Lines.Take(4000).Select(l => ulong.TryParse(l.Replace("0x", "", StringComparison.Ordinal), NumberStyles.HexNumber, null, out ulong n) ? n : 0).Where(n => n != 0)];

    /// <summary>Where memory of the kernel lies in the file.</summary>
    private sealed class Places(Regions regions, IByteSource file, KernelTarget target)
    {
        private readonly PfnTable _pfns = new(file, target.Header);

        public void Add(string kind, ulong address, ulong size)
        {
            for (ulong end = address + size; address < end;)
            {
                ulong length = Math.Min(end - address, 4096 - (address & 4095));
                if (target.Memory.TryGetPhysical(address, out PhysicalAddress physical)
                    && _pfns.TryFind(new Pfn(physical.Value >> 12), out long index))
                {
                    regions.Add(kind, target.Header.Data + (index << 12) + (long)(address & 4095), (long)length);
                }

                address += length;
            }
        }
    }
}
