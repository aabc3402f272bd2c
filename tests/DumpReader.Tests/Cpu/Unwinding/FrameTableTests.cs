using System.Buffers.Binary;
using CsCheck;
using DumpReader.Cpu.Unwinding;
using DumpReader.Problems;
using DumpReader.Tests.Support;

namespace DumpReader.Tests.Cpu.Unwinding;

/// <summary>Call frame information made by hand, and what is left of it after damage.</summary>
public class FrameTableTests
{
    private const ulong At = 0x10000;
    private const ulong Code = 0x20000;

    /// <summary>Version 1, "zR", code factor 1, data factor -8, return address in 16; CFA is rsp + 8, the return address at CFA - 8.</summary>
    private static readonly byte[] Common = [1, (byte)'z', (byte)'R', 0, 1, 0x78, 16, 1, 0x03, 0x0c, 7, 8, 0x90, 1, 0, 0];

    private static byte[] Section(params byte[][] programs)
    {
        var bytes = new List<byte>();
        Entry(0, Common);
        for (int i = 0; i < programs.Length; i++)
        {
            byte[] places = new byte[8];
            BinaryPrimitives.WriteUInt32LittleEndian(places, (uint)(Code + ((ulong)i * 0x100)));
            BinaryPrimitives.WriteUInt32LittleEndian(places.AsSpan(4), 0x80);
            Entry((uint)bytes.Count + 4, [.. places, 0, .. programs[i]]);
        }

        bytes.AddRange(new byte[4]);
        return [.. bytes];

        void Entry(uint id, byte[] body)
        {
            bytes.AddRange(BitConverter.GetBytes(body.Length + 4));
            bytes.AddRange(BitConverter.GetBytes(id));
            bytes.AddRange(body);
        }
    }

    private static FrameTable Table(byte[] section) =>
        new(0, 0, new FrameSection(new FlatMemory(At, section), At, At + (ulong)section.Length, 0, IsDebug: false), debug: null);

    private static FrameRow? RowAt(ulong address, params byte[] program) => FrameProgram.Row(Table(Section(program)).Find(address)!, address, LimitLog.None);

    [Fact]
    public void An_entry_is_found_by_any_address_of_its_code_and_by_no_other()
    {
        FrameTable table = Table(Section([0], [0], [0]));
        Assert.Equal(Code + 0x100, table.Find(Code + 0x100)?.Start);
        Assert.Equal(Code + 0x100, table.Find(Code + 0x17f)?.Start);
        Assert.Null(table.Find(Code + 0x180));
        Assert.Null(table.Find(Code - 1));
    }

    [Fact]
    public void Rows_hold_from_their_address_on()
    {
        byte[] program = [0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6, 0x02, 0x20, 0x0c, 7, 8]; // push %rbp; mov %rsp,%rbp; ...; leave
        Assert.Equal((7, 8L), Frame(Code));
        Assert.Equal((7, 16L), Frame(Code + 1));
        Assert.Equal((6, 16L), Frame(Code + 4));
        Assert.Equal((6, 16L), Frame(Code + 0x23));
        Assert.Equal((7, 8L), Frame(Code + 0x24));
        Assert.Equal(new RegisterRule(RuleKind.Stored, -16), RowAt(Code + 4, program)![6]);

        (int, long) Frame(ulong address) => RowAt(address, program) is { } row ? (row.FrameRegister, row.Frame.Number) : default;
    }

    [Fact]
    public void A_remembered_state_comes_back()
    {
        FrameRow row = RowAt(Code + 9, 0x0a, 0x41, 0x0e, 64, 0x86, 2, 0x41, 0x0b)!;
        Assert.Equal((8L, RuleKind.Same), (row.Frame.Number, row[6].Kind));
        Assert.Null(RowAt(Code + 9, 0x0b));
    }

    [Fact]
    public void The_caller_is_read_from_the_stack()
    {
        var stack = new byte[32];
        BinaryPrimitives.WriteUInt64LittleEndian(stack, 0x1234);
        BinaryPrimitives.WriteUInt64LittleEndian(stack.AsSpan(8), 0x5678);
        var registers = new FrameRegisters(new Dictionary<string, ulong> { ["rsp"] = 0x8000, ["rbx"] = 3 });
        FrameRow row = RowAt(Code + 1, 0x41, 0x0e, 16, 0x86, 2)!;
        Assert.True(FrameStep.TryApply(row, 16, registers, new FlatMemory(0x8000, stack), LimitLog.None, out FrameRegisters caller, out ulong end));
        Assert.Equal((0x8010ul, 0x8010ul, 0x5678ul, 0x1234ul, 3ul), (end, caller[7], caller[16], caller[6], caller[3]));
        Assert.False(FrameStep.TryApply(row, 16, registers, new FlatMemory(0x9000, stack), LimitLog.None, out _, out _));
    }

    [Theory]
    [InlineData(0x8010ul, 0x77, 8, 0x80, 0, 0x3f, 0x1a, 0x3b, 0x2a, 0x33, 0x24, 0x22)] // of a procedure linkage table: rsp + 8 + ((rip & 15) >= 11) << 3
    [InlineData(0x1234ul, 0x77, 0, 0x06)]                                              // *rsp
    [InlineData(7ul, 0x31, 0x28, 1, 0, 0x34, 0x37)]                                    // a jump over one operation
    [InlineData(ulong.MaxValue - 1, 0x32, 0x1f)]
    public void Expressions_calculate(ulong expected, params int[] code)
    {
        var stack = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(stack, 0x1234);
        var registers = new FrameRegisters(new Dictionary<string, ulong> { ["rsp"] = 0x8000, ["rip"] = 0x100b });
        Assert.True(new FrameExpression(registers, new FlatMemory(0x8000, stack), LimitLog.None).TryEvaluate(code.Select(c => (byte)c).ToArray(), null, out ulong value));
        Assert.Equal(expected, value);
    }

    [Theory]
    [InlineData(0x2f, 0xfd, 0xff)]       // jumps to itself for ever
    [InlineData(0x22)]                   // nothing to add
    [InlineData(0x31, 0x30, 0x1b)]       // a division by zero
    [InlineData(0x12)]
    [InlineData(0xff)]
    public void What_an_expression_cannot_do_is_no_value(params int[] code) =>
        Assert.False(new FrameExpression(new FrameRegisters(new Dictionary<string, ulong>()), new FlatMemory(0, []), LimitLog.None).TryEvaluate(code.Select(c => (byte)c).ToArray(), null, out _));

    [Fact]
    public void Damage_gives_an_answer_or_none_but_no_fault()
    {
        byte[] good = Section([0x41, 0x0e, 16, 0x86, 2, 0x43, 0x0d, 6, 0x0a, 0x0f, 3, 0x77, 8, 0x06, 0x0b], [0x10, 6, 2, 0x77, 0], [0]);
        Gen.Select(Gen.Int[0, good.Length - 1].Array[1, 6], Gen.Byte.Array[6]).Sample((places, values) =>
        {
            byte[] section = [.. good];
            for (int i = 0; i < places.Length; i++)
            {
                section[places[i]] = values[i];
            }

            FrameTable table = Table(section);
            var registers = new FrameRegisters(new Dictionary<string, ulong> { ["rsp"] = At });
            for (ulong address = Code; address < Code + 0x300; address += 0x11)
            {
                if (table.Find(address) is { } entry && FrameProgram.Row(entry, address, LimitLog.None) is { } row)
                {
                    FrameStep.TryApply(row, entry.Common.ReturnColumn, registers, new FlatMemory(At, section), LimitLog.None, out _, out _);
                }
            }
        }, iter: 3000, threads: 1);
    }
}
