using System.Text;
using DumpBuilder.Image;

namespace DumpBuilder.Kernel;

/// <summary>
/// A module's symbols as they lie in kernel memory (<c>symspace</c> of <c>struct module</c>, sys/kobj.h): two section headers, symbol
/// table, hash buckets and chains (16 bits each), strings.
/// </summary>
internal sealed class SymbolSpace
{
    private const int HeaderSize = 64;

    public SymbolSpace(KernelModule module, ulong address)
    {
        KernelSymbol[] symbols = [.. module.SymbolsInOrder];
        Count = symbols.Length + 1;
        HashSize = Count < 256 ? 127 : 1021;
        Table = address + (2 * HeaderSize);
        Buckets = Table + ((ulong)Count * ElfSymbols.EntrySize);
        Chains = Buckets + (2 * (ulong)HashSize);
        Strings = Chains + (2 * (ulong)Count);
        int stringsOffset = (int)(Strings - address);
        var image = new List<byte>(new byte[stringsOffset + 1]);
        var names = new uint[Count];
        for (int i = 1; i < Count; i++)
        {
            names[i] = (uint)(image.Count - stringsOffset);
            image.AddRange(Encoding.Latin1.GetBytes(symbols[i - 1].Name));
            image.Add(0);
        }

        Bytes = [.. image];
        Section(0, 2, Table, (ulong)Count * ElfSymbols.EntrySize, 1, 1 + symbols.Count(static s => s.Binding == 0), 8, ElfSymbols.EntrySize);
        Section(HeaderSize, 3, Strings, (ulong)(Bytes.Length - stringsOffset), 0, 0, 1, 0);
        int buckets = (int)(Buckets - address);
        int chains = (int)(Chains - address);
        for (int i = 1; i < Count; i++)
        {
            KernelSymbol symbol = symbols[i - 1];
            int section = symbol.Type == KernelSymbol.Function ? 1 : 2;
            ElfSymbols.Write(Bytes.AsSpan((2 * HeaderSize) + (i * ElfSymbols.EntrySize)), names[i], symbol, section);
            // A new symbol goes in front of its chain.
            Span<byte> bucket = Bytes.AsSpan(buckets + (2 * (int)(ElfSymbols.Hash(symbol.Name) % (uint)HashSize)), 2);
            bucket.CopyTo(Bytes.AsSpan(chains + (2 * i)));
            Encode.U16(bucket, 0, i);
        }
    }

    public byte[] Bytes { get; }

    /// <summary>Number of symbols, the null symbol included.</summary>
    public int Count { get; }

    public int HashSize { get; }

    public ulong Table { get; }

    public ulong Buckets { get; }

    public ulong Chains { get; }

    public ulong Strings { get; }

    private void Section(int at, uint type, ulong address, ulong size, int link, int info, ulong align, ulong entry)
    {
        Encode.U32(Bytes, at + 4, type);
        Encode.U64(Bytes, at + 16, address);
        Encode.U64(Bytes, at + 32, size);
        Encode.U32(Bytes, at + 40, (uint)link);
        Encode.U32(Bytes, at + 44, (uint)info);
        Encode.U64(Bytes, at + 48, align);
        Encode.U64(Bytes, at + 56, entry);
    }
}
