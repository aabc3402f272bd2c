using System.Buffers.Binary;
using DumpBuilder.Image;
using DumpBuilder.Kernel;
using DumpReader.Symbols;
using DumpHeader = DumpReader.Formats.IllumosCrash.DumpHeader;

namespace DumpBuilder.Tests.Image;

/// <summary>What we write against what an independent generator wrote, whose dumps the real tools read.</summary>
public sealed class FormatTests : IDisposable
{
    private readonly ConformanceDump _real = new("ctx-old");

    public void Dispose() => _real.Dispose();

    [Fact]
    public void The_parts_of_a_vmcore_lie_where_savecore_puts_them()
    {
        DumpHeader h = _real.Dump.Header;
        var layout = new Layout(h.KsymsSize, h.PageCount);
        Assert.Equal((h.Ksyms, h.PfnTable, h.Map, h.Data, h.HashMask), (layout.Ksyms, layout.PfnTable, layout.Map, layout.Data, layout.HashMask));
    }

    [Fact]
    public void The_header_is_the_same_byte_for_byte()
    {
        DumpHeader h = _real.Dump.Header;
        var facts = new DumpFacts
        {
            SystemName = h.SystemName,
            NodeName = h.NodeName,
            Release = h.Release,
            Version = h.KernelVersion,
            Machine = h.Machine,
            Platform = h.Platform,
            PanicString = h.PanicString,
            CrashTime = h.CrashTime,
            Uuid = h.Uuid,
        };
        Assert.Equal(_real.Read(0, 1912), HeaderBlock.Make(facts, new Layout(h.KsymsSize, h.PageCount))[..1912]);
    }

    [Fact]
    public void The_translation_map_is_the_same_byte_for_byte()
    {
        DumpHeader h = _real.Dump.Header;
        byte[] real = _real.Read(h.Map, Layout.SlotSize * (h.HashMask + 1));
        var translations = new List<Translation>();
        for (int i = 0; i < h.TranslationCount; i++)
        {
            ReadOnlySpan<byte> slot = real.AsSpan(Layout.SlotSize * i);
            long data = BinaryPrimitives.ReadInt64LittleEndian(slot[16..]);
            translations.Add(new Translation(
                BinaryPrimitives.ReadUInt64LittleEndian(slot[24..]), BinaryPrimitives.ReadUInt64LittleEndian(slot[32..]), data == 0 ? -1 : (data - h.Data) / Layout.PageSize));
        }

        using var made = new MemoryStream();
        TranslationMap.Write(made, () => translations, new Layout(h.KsymsSize, h.PageCount));
        Assert.True(translations.Count > 4000);
        Assert.Equal(real, made.ToArray());
    }

    [Fact]
    public void The_symbol_image_is_the_same_byte_for_byte()
    {
        var image = new DumpImage();
        foreach (DumpReader.Kernel.Module m in _real.Dump.Modules)
        {
            KernelModule module = image.AddModule(m.Name);
            (module.Text, module.TextSize, module.Data, module.DataSize) = (m.TextBase, m.TextSize, m.DataBase, m.DataSize);
            (module.Bss, module.BssSize) = (m.BssBase, m.BssSize);
            SymbolTable table = _real.Dump.Symbols.Tables.Single(t => t.Module == m.Name);
            for (int i = 1; i < table.Count; i++)
            {
                Symbol s = table[i];
                module.Add(new KernelSymbol(s.Name, s.Value, s.Size, (int)s.Type, (int)s.Binding, null));
            }
        }

        Assert.Equal(File.ReadAllBytes(_real.Unix), KsymsImage.Make(image.Modules));
    }

    [Fact]
    public void The_panic_buffer_has_the_registers_in_the_same_order()
    {
        Assert.True(_real.Dump.Symbols.Find(null, "panicbuf", out Symbol symbol) == SymbolLookup.Found);
        byte[] real = new byte[PanicBuffer.MessageOffset];
        Assert.True(_real.Dump.Memory.TryRead(symbol.Value, real));
        var facts = new DumpFacts { Uuid = _real.Dump.Header.Uuid };
        Assert.Equal(real, PanicBuffer.Make(facts, _real.Dump.Target.Registers)[..PanicBuffer.MessageOffset]);
    }
}
