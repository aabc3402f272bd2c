using DumpReader.Symbols;
using DumpReader.Targets;
using DumpReader.Tests.Support;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Tests.Targets;

/// <summary>A kernel dump through ClrMD.</summary>
public class KernelDataReaderTests
{
    [Fact]
    public void ClrMD_reads_the_memory_of_a_kernel_dump()
    {
        using KernelTarget kernel = Dumps.Open("ctx-new");
        using var data = new DataTarget(new KernelDataReader(kernel), new DataTargetOptions());
        IDataReader reader = data.DataReader;
        Assert.Equal(SymbolLookup.Found, kernel.Symbols.Find(null, "panic_thread", out Symbol symbol));
        Assert.True(kernel.Memory.TryReadUInt64(symbol.Value, out ulong thread));
        Assert.NotEqual(0ul, thread);
        Assert.Equal(thread, reader.ReadPointer(symbol.Value));
        Assert.Equal(thread, reader.Read<ulong>(symbol.Value));
        byte[] left = new byte[64], right = new byte[64];
        Assert.Equal(64, reader.Read(thread, left));
        kernel.Memory.Read(thread, right);
        Assert.Equal(right, left);
        Assert.False(reader.ReadPointer(0x10, out _));
    }

    [Fact]
    public void ClrMD_sees_the_registers_at_the_panic()
    {
        using KernelTarget kernel = Dumps.Open("ctx-new");
        IDataReader reader = new KernelDataReader(kernel);
        var context = new byte[1232];
        Assert.True(reader.GetThreadContext(0, uint.MaxValue, context));
        Assert.Equal(kernel.Registers["rip"], BitConverter.ToUInt64(context, 0xf8));
        Assert.Equal(kernel.Registers["rsp"], BitConverter.ToUInt64(context, 0x98));
        Assert.False(reader.GetThreadContext(1, uint.MaxValue, context));
    }

    [Fact]
    public void There_is_no_runtime_in_a_kernel()
    {
        using KernelTarget kernel = Dumps.Open("ctx-new");
        using var data = new DataTarget(new KernelDataReader(kernel), new DataTargetOptions());
        Assert.Empty(data.ClrVersions);
        Assert.Empty(data.EnumerateModules());
    }
}
