using DumpReader.Types;
using DumpReader.Types.Declarations;

namespace DumpBuilder.Tests.Headers;

/// <summary>
/// The kernel headers under samples/scenarios against the table of real offsets in layout.txt: a line for each structure with its
/// size in bytes, and indented below it one for each member with its offset in bits, and its width if it is a bit-field.
/// </summary>
public class HeaderLayoutTests
{
    private static string Text(string name) => File.ReadAllText(Path.Combine(Repository.Scenarios, name));

    private static CDeclarations Kernel()
    {
        var declarations = new CDeclarations(Text);
        foreach (string header in new DirectoryInfo(Path.Combine(Repository.Scenarios, "sys")).GetFiles("*.h").Select(static f => f.Name).Order(StringComparer.Ordinal))
        {
            declarations.Parse($"#include \"sys/{header}\"\n", "all.h");
        }

        return declarations;
    }

    [Fact]
    public void Every_structure_has_the_real_offsets_and_size()
    {
        string[] expected = File.ReadAllLines(Path.Combine(Repository.Root, "tests", "DumpBuilder.Tests", "Headers", "layout.txt"));
        Assert.Equal(Groups(expected), Groups(Describe(Kernel())));
        Assert.True(expected.Length > 1000);
    }

    [Theory]
    [InlineData("ctxop-upstream.h", 64, "next 448")]
    [InlineData("ctxop-joyent.h", 80, "next 448, save_ts 512, restore_ts 576")]
    [InlineData("ctxop-circular.h", 88, "next 448, prev 512, save_ts 576, restore_ts 640")]
    public void A_context_operator_has_the_offsets_of_its_time(string header, int size, string last)
    {
        var declarations = new CDeclarations(Text);
        declarations.Parse($"#include \"{header}\"\n");
        var ctxop = (StructType)declarations.Find("struct ctxop")!;
        Assert.Equal((ulong)size, ctxop.Size);
        Assert.Equal("save_op 0, restore_op 64, fork_op 128, lwp_create_op 192, exit_op 256, free_op 320, arg 384, " + last,
            string.Join(", ", ctxop.Members.Select(static m => $"{m.Name} {m.BitOffset}")));
    }

    /// <summary>A text for each structure with its members, sorted by name.</summary>
    private static IEnumerable<string> Groups(IEnumerable<string> lines) =>
        string.Join('\n', lines).Replace("\n    ", "; ").Split('\n').Order(StringComparer.Ordinal);

    private static List<string> Describe(CDeclarations declarations)
    {
        var lines = new List<string>();
        foreach (CType type in declarations.Types)
        {
            CType target = type is TypedefType t ? t.Target : type;
            bool named = type is StructType { Tag.Length: > 0 } || (type is TypedefType && target is StructType { Tag.Length: 0 });
            if (named && target is StructType s)
            {
                lines.Add($"{type.Name} {s.Size}");
                Members(lines, s, "", 0);
            }
        }

        return lines;
    }

    private static void Members(List<string> lines, StructType type, string prefix, ulong offset)
    {
        foreach (Member m in type.Members)
        {
            string name = m.Name.Length == 0 ? prefix : prefix.Length == 0 ? m.Name : prefix + "." + m.Name;
            if (m.Name.Length > 0)
            {
                bool bits = m.Type is IntegerType i && i.Tag.Contains(':');
                lines.Add($"    {name} {offset + m.BitOffset}{(bits ? ":" + ((IntegerType)m.Type).Bits : "")}");
            }

            if (m.Type is StructType { Tag.Length: 0 } inner)
            {
                Members(lines, inner, name, offset + m.BitOffset);
            }
        }
    }
}
