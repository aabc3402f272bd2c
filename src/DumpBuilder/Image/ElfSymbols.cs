using DumpBuilder.Kernel;

namespace DumpBuilder.Image;

/// <summary>What the ksyms image and the modules' own tables share of ELF64 (elf.h).</summary>
internal static class ElfSymbols
{
    /// <summary>Size of <c>Elf64_Sym</c>.</summary>
    public const int EntrySize = 24;

    public static void Write(Span<byte> to, uint name, KernelSymbol symbol, int section)
    {
        Encode.U32(to, 0, name);
        to[4] = symbol.Info;
        Encode.U16(to, 6, section);
        Encode.U64(to, 8, symbol.Value);
        Encode.U64(to, 16, symbol.Size);
    }

    /// <summary><c>Elf64_Ehdr</c> of an amd64 file: 64 bytes without offsets and counts.</summary>
    public static void FileHeader(Span<byte> to, bool executable, ulong entry)
    {
        ReadOnlySpan<byte> ident = [0x7f, (byte)'E', (byte)'L', (byte)'F', 2, 1, 1];
        ident.CopyTo(to);
        to[7] = executable ? (byte)6 : (byte)0;
        Encode.U16(to, 16, executable ? 2 : 1);
        Encode.U16(to, 18, 0x3e);
        Encode.U32(to, 20, 1);
        Encode.U64(to, 24, executable ? entry : 0);
        Encode.U16(to, 52, 64);
        Encode.U16(to, 54, 56);
        Encode.U16(to, 58, 64);
    }

    /// <summary>The hash function of the ELF specification.</summary>
    public static uint Hash(string name)
    {
        uint h = 0;
        foreach (char c in name)
        {
            h = (h << 4) + (byte)c;
            uint g = h & 0xf0000000;
            h = (h ^ (g >> 24)) & ~g;
        }

        return h;
    }
}
