using System.Globalization;
using System.Text;
using CsCheck;
using DumpReader;
using DumpReader.Types;
using DumpReader.Values;

namespace DumpBuilder.Tests.Scenarios;

/// <summary>Objects of random types and values, written as text, read from the dump as they were written.</summary>
public class RandomValueTests
{
    private const ulong At = 0xfffffe0000001230;

    private const string Kernel = """
        ::modctl unix { text = fffffffffb800000 text_size = 1000 data = fffffffffbc00000 data_size = 1000 }
        ::modctl genunix { text = fffffffffb9b0000 text_size = 1000 data = fffffffffbd20000 data_size = 1000 }
        fffffffffbc00000::nmadd -o -s e0 kas
        fffffffffbd20000::nmadd -o -s 90 modules

        """;

    [Fact]
    public void A_random_object_reads_back_as_it_was_written() => Gen.Select(Gen.ULong, Gen.Int).Sample(static (types, values) =>
    {
        var declared = new RandomTypes(types);
        if (declared.Structures.Count == 0)
        {
            return;
        }

        string name = declared.Structures[^1];
        DumpImage plain = Scenario.Parse(declared.Text + Kernel);
        var expected = new List<(string Path, ulong Value, int Bits)>();
        var random = new Random(values);
        string text = Struct((StructType)plain.Types.Find(name)!, "", random, expected);
        using var temp = new TempFolder();
        Scenario.Parse($"{declared.Text}{Kernel}{At:x}::print {name} {text}").Write(temp.File("unix.0"), temp.File("vmcore.0"));
        using CrashDump dump = CrashDump.Open(temp.File("unix.0"), temp.File("vmcore.0"));
        var read = new Value(dump.Memory, dump.Types.Find(null, name, out _)!, At);
        foreach ((string path, ulong value, int bits) in expected)
        {
            Assert.Equal(bits == 64 ? value : value & ((1UL << bits) - 1), read[path].AsUInt64());
        }
    }, iter: 60);

    /// <summary>Members of a union and of anonymous parts overlap or have no path, so they are left out.</summary>
    private static string Struct(StructType type, string prefix, Random random, List<(string, ulong, int)> expected)
    {
        var text = new StringBuilder("{\n");
        foreach (Member m in type.IsUnion ? type.Members.Take(1) : type.Members)
        {
            if (m.Name.Length > 0 && Value(m.Type, prefix + m.Name, random, expected) is { } value)
            {
                text.Append(CultureInfo.InvariantCulture, $"{m.Name} = {value}\n");
            }
        }

        return text.Append('}').ToString();
    }

    private static string? Value(CType type, string path, Random random, List<(string, ulong, int)> expected)
    {
        switch (type.Resolve())
        {
            case IntegerType { Bits: <= 64 } i:
                ulong number = (ulong)random.NextInt64(long.MinValue, long.MaxValue) >> (64 - i.Bits);
                expected.Add((path, number, i.Bits));
                return random.Next(2) == 0 ? $"0x{number:x}" : $"0t{number}";
            case PointerType:
                ulong address = 0xfffffe0000000000 + (ulong)random.Next();
                expected.Add((path, address, 64));
                return $"0x{address:x}";
            case EnumType e:
                Enumerator item = e.Enumerators[random.Next(e.Enumerators.Count)];
                expected.Add((path, unchecked((uint)item.Value), 32));
                return random.Next(2) == 0 ? item.Name : $"0x{item.Value:x8} ({item.Name})";
            case StructType s:
                return Struct(s, path + ".", random, expected);
            case ArrayType a when a.Count <= 8:
                IEnumerable<string?> elements = [.. Enumerable.Range(0, (int)a.Count).Select(i => Value(a.Element, $"{path}[{i}]", random, expected))];
                return elements.Any(static x => x is null) ? null : "[ " + string.Join(", ", elements) + " ]";
            default:
                return null;
        }
    }
}
