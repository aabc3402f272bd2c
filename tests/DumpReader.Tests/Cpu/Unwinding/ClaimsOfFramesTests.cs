using System.Buffers.Binary;
using DumpReader.Bytes;
using DumpReader.Cpu.Unwinding;
using DumpReader.Problems;
using DumpReader.Spaces;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Cpu.Unwinding;

/// <summary>Call frame information that is larger, deeper or longer than any.</summary>
public class ClaimsOfFramesTests
{
    private const ulong At = 0x10000;
    private const ulong Code = 0x20000;

    /// <summary>Version 1, "zR", code factor 1, data factor -8, return address in 16; the CFA is rsp + 8.</summary>
    private static readonly byte[] _common = [1, (byte)'z', (byte)'R', 0, 1, 0x78, 16, 1, 0x03, 0x0c, 7, 8, 0x90, 1, 0, 0];

    private readonly List<byte> _section = [];

    private readonly List<Problem> _problems = [];

    private string Said => string.Join('\n', _problems.Select(p => p.ToString()));

    private LimitLog Log => new("lib.so", _problems.Add);

    private FrameTable Table => Over(new FlatMemory(At, [.. _section]), At + (ulong)_section.Count);

    private FrameTable Over(AddressSpace memory, ulong end) => new(0, 0, new FrameSection(memory, At, end, 0, IsDebug: false) { Log = Log }, debug: null);

    [Fact]
    public void An_entry_larger_than_any_is_passed_over()
    {
        Entry(0, _common);
        Function(0, 0, new byte[Limits.FrameEntryBytes]);
        Function(1, 0, [0]);
        FrameTable table = Table;
        Assert.Equal((null, Code + 0x100), (table.Find(Code), table.Find(Code + 0x100)?.Start));
        Assert.Equal(
            "lib.so: an entry of call frame information at 10018 has 262157 bytes, expected at most 262144; such entries are left out (MDB155)", Said);
    }

    [Fact]
    public void What_looks_large_behind_the_last_entry_is_none()
    {
        Entry(0, _common);
        Function(0, 0, [0]);
        Entry(7, new byte[Limits.FrameEntryBytes]); // refers to nothing
        Assert.NotNull(Table.Find(Code));
        Assert.Empty(_problems);
    }

    [Fact]
    public void A_common_entry_larger_than_any_makes_none()
    {
        Entry(0, [.. _common, .. new byte[Limits.CommonEntryBytes]]);
        int second = _section.Count;
        Entry(0, _common);
        Function(0, 0, [0]);
        Function(1, second, [0]);
        FrameTable table = Table;
        Assert.Equal((null, Code + 0x100), (table.Find(Code), table.Find(Code + 0x100)?.Start));
        Assert.Contains("have in common at 10000 has 4116 bytes, expected at most 4096; such entries are left out", Assert.Single(_problems).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Common_entries_without_end_end()
    {
        for (int i = 0; i <= Limits.CommonEntries; i++)
        {
            int common = _section.Count;
            Entry(0, _common);
            Function(i, common, [0]);
        }

        FrameTable table = Table;
        Assert.NotNull(table.Find(Code + (((ulong)Limits.CommonEntries - 1) * 0x100)));
        Assert.Null(table.Find(Code + ((ulong)Limits.CommonEntries * 0x100)));
        Assert.Equal("lib.so: more than 131072 kinds of entries of call frame information; entries of others are left out (MDB155)", Said);
    }

    [Fact]
    public void Entries_without_end_end()
    {
        Entry(0, _common);
        for (int i = 0; i <= Limits.FrameEntries; i++)
        {
            Function(i, 0, []);
        }

        FrameTable table = Table;
        Assert.NotNull(table.Find(Code + (((ulong)Limits.FrameEntries - 1) * 0x100)));
        Assert.Null(table.Find(Code + ((ulong)Limits.FrameEntries * 0x100)));
        Assert.StartsWith("lib.so: more than 2097152 entries of call frame information; the others are left out", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Entries_that_just_fit_are_all()
    {
        Entry(0, _common);
        for (int i = 0; i < Limits.FrameEntries; i++)
        {
            Function(i, 0, []);
        }

        Assert.NotNull(Table.Find(Code + (((ulong)Limits.FrameEntries - 1) * 0x100)));
        Assert.Empty(_problems);
    }

    [Fact]
    public void What_lies_behind_the_bytes_that_are_read_is_not_found()
    {
        Entry(0, _common);
        Function(0, 0, [0]);
        int gap = _section.Count;
        _section.AddRange(BitConverter.GetBytes((uint)Limits.FrameBytes)); // an entry as long as all that is read
        ulong far = At + (ulong)gap + 4 + Limits.FrameBytes;
        var memory = new Pieces(new FlatMemory(At, [.. _section]), new FlatMemory(far, [.. _section[..gap]]));
        FrameTable table = Over(memory, far + (ulong)gap);
        Assert.NotNull(table.Find(Code));
        Assert.Equal(4, memory.ReadBehind); // whether there is more
        Assert.StartsWith("lib.so: entries of call frame information of more than 268435456 bytes; the others are left out", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_that_are_remembered_without_end_are_none()
    {
        Entry(0, _common);
        Function(0, 0, [.. Enumerable.Repeat((byte)0x0a, Limits.FrameStates)]);
        Function(1, 0, [.. Enumerable.Repeat((byte)0x0a, Limits.FrameStates + 1)]);
        Assert.NotNull(FrameProgram.Row(Table.Find(Code)!, Code, Log));
        Assert.Empty(_problems);
        Assert.Null(FrameProgram.Row(Table.Find(Code + 0x100)!, Code + 0x100, Log));
        Assert.Contains("the function at 20100 remembers more than 256 rows", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_of_numbers_without_end_is_no_value()
    {
        var registers = new FrameRegisters(new Dictionary<string, ulong>());
        byte[] code = [.. Enumerable.Repeat((byte)0x31, Limits.ExpressionDepth + 1)];
        Assert.True(new FrameExpression(registers, new FlatMemory(0, []), Log).TryEvaluate(code.AsSpan(1), null, out _));
        Assert.Empty(_problems);
        Assert.False(new FrameExpression(registers, new FlatMemory(0, []), Log).TryEvaluate(code, null, out _));
        Assert.Contains("has more than 64 numbers on its stack", Said, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_without_end_is_no_value()
    {
        var expression = new FrameExpression(new FrameRegisters(new Dictionary<string, ulong>()), new FlatMemory(0, []), Log);
        Assert.False(expression.TryEvaluate([0x2f, 0xfd, 0xff], null, out _)); // a jump to itself
        Assert.Contains("has more than 4096 operations", Said, StringComparison.Ordinal);
    }

    /// <summary>A function of 0x80 bytes, each 0x100 from the one before.</summary>
    private void Function(int index, int common, byte[] program)
    {
        byte[] places = new byte[8];
        BinaryPrimitives.WriteUInt32LittleEndian(places, (uint)(Code + ((ulong)index * 0x100)));
        BinaryPrimitives.WriteUInt32LittleEndian(places.AsSpan(4), 0x80);
        Entry((uint)(_section.Count + 4 - common), [.. places, 0, .. program]);
    }

    private void Entry(uint id, byte[] body)
    {
        _section.AddRange(BitConverter.GetBytes(body.Length + 4));
        _section.AddRange(BitConverter.GetBytes(id));
        _section.AddRange(body);
    }

    private sealed class Pieces(FlatMemory first, FlatMemory behind) : AddressSpace
    {
        public int ReadBehind { get; private set; }

        public override int Read(ulong address, Span<byte> buffer)
        {
            int got = first.Read(address, buffer);
            int more = got == 0 ? behind.Read(address, buffer) : 0;
            ReadBehind += more;
            return got + more;
        }
    }
}
