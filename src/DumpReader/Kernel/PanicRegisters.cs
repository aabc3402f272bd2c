using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;

namespace DumpReader.Kernel;

/// <summary>The registers at the panic: the name and value pairs in <c>panicbuf</c>, or the <c>struct regs</c> that <c>panic_reg</c> points at.</summary>
internal static class PanicRegisters
{
    private const uint Version = 2;      // PANICBUFVERS
    private const int HeaderSize = 48;   // panic_data_t up to pd_nvdata
    private const int EntrySize = 24;    // panic_nv_t
    private const int NameSize = 16;

    /// <summary>Empty where neither can be read.</summary>
    /// <param name="report">Told where <c>panicbuf</c> states more than it has room for.</param>
    /// <param name="lost">How many are there according to the dump, but cannot be read.</param>
    public static IReadOnlyDictionary<string, ulong> Read(
        AddressSpace memory, SymbolTable symbols, Func<TypeCatalog> types, Action<Problem> report, out int lost)
    {
        lost = 0;
        if (symbols.TryFind("panicbuf", out Symbol buffer) && ReadBuffer(memory, buffer.Value, report, out lost) is { } found)
        {
            return found;
        }

        int lostThere = lost;
        if (ReadTrap(memory, symbols, types, out lost) is { } trap)
        {
            return trap;
        }

        lost = Math.Max(lost, lostThere);
        return new Dictionary<string, ulong>();
    }

    private static Dictionary<string, ulong>? ReadBuffer(AddressSpace memory, ulong address, Action<Problem> report, out int lost)
    {
        lost = 0;
        Span<byte> header = stackalloc byte[8];
        if (!memory.TryRead(address, header))
        {
            return null;
        }

        var cursor = new Cursor(header);
        uint version = cursor.UInt32();   // pd_version
        uint textAt = cursor.UInt32();    // pd_msgoff
        uint count = textAt < HeaderSize ? 0 : (textAt - HeaderSize) / EntrySize;
        if (version != Version || count is 0 or > Limits.PanicRegisters)
        {
            lost = version == Version ? (int)count : 0;
            if (lost > 0)
            {
                report(new Problem("MDB505", $"panicbuf states {count} registers, expected at most {Limits.PanicRegisters}; they are left out", address));
            }

            return null;
        }

        var bytes = new byte[count * EntrySize];
        int there = memory.Read(address + HeaderSize, bytes) / EntrySize;
        lost = (int)count - there;
        var entries = new Cursor(bytes);
        var registers = new Dictionary<string, ulong>(there, StringComparer.Ordinal);
        for (int i = 0; i < there; i++)
        {
            string name = entries.Text(NameSize); // pnv_name
            registers[name] = entries.UInt64();   // pnv_value
        }

        return there == 0 ? null : registers;
    }

    private static Dictionary<string, ulong>? ReadTrap(AddressSpace memory, SymbolTable symbols, Func<TypeCatalog> types, out int lost)
    {
        lost = 0;
        if (!symbols.TryFind("panic_reg", out Symbol pointer)
            || !memory.TryReadUInt64(pointer.Value, out ulong address) || address == 0
            || types().Find(null, "struct regs", out _)?.Resolve() is not StructType layout)
        {
            return null;
        }

        var registers = new Dictionary<string, ulong>(StringComparer.Ordinal);
        foreach (Member member in layout.Members)
        {
            string name = member.Name.TrimStart('_');
            if (!name.StartsWith("r_", StringComparison.Ordinal) || member.Type.Size != 8)
            {
                continue;
            }

            if (memory.TryReadUInt64(address + member.ByteOffset, out ulong value))
            {
                registers[name == "r_rfl" ? "rflags" : name[2..]] = value;
            }
            else
            {
                lost++;
            }
        }

        return registers.Count == 0 ? null : registers;
    }
}
