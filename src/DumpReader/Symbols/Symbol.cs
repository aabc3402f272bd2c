using System.Text;

namespace DumpReader.Symbols;

/// <summary>STT_* of elf.h.</summary>
public enum SymbolType : byte { NoType, Object, Function, Section, File, Common, Tls, Register = 13 }

/// <summary>STB_* of elf.h.</summary>
public enum SymbolBinding : byte { Local, Global, Weak }

/// <summary>One entry of an ELF64 symbol table (<c>Elf64_Sym</c>); its name is a slice of the string table until asked for.</summary>
public readonly struct Symbol
{
    public Symbol(SymbolTable table, int index, ReadOnlyMemory<byte> name, ulong value, ulong size, byte info, byte other, ushort section)
    {
        Table = table;
        Index = index;
        NameBytes = name;
        Value = value;
        Size = size;
        Info = info;
        Other = other;
        Section = section;
    }

    public SymbolTable Table { get; }

    /// <summary>Position in its table as stored; the null symbol is 0.</summary>
    public int Index { get; }

    public ReadOnlyMemory<byte> NameBytes { get; }

    public string Name => Encoding.Latin1.GetString(NameBytes.Span);

    /// <summary>st_value: the address.</summary>
    public ulong Value { get; }

    public ulong Size { get; }

    /// <summary>st_info: binding in the upper four bits, type in the lower.</summary>
    public byte Info { get; }

    public byte Other { get; }

    /// <summary>st_shndx.</summary>
    public ushort Section { get; }

    public SymbolType Type => (SymbolType)(Info & 15);

    public SymbolBinding Binding => (SymbolBinding)(Info >> 4);
}
