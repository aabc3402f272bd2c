namespace DumpBuilder.Kernel;

/// <summary>Instructions that make a range of text look like a function to a disassembler and a stack walker.</summary>
internal static class FunctionText
{
    /// <summary>A symbol larger than this is no function.</summary>
    public const ulong MaxSize = 1 << 20;

    private const byte Nop = 0x90;

    private static readonly byte[] Nops = [.. Enumerable.Repeat(Nop, Image.Layout.PageSize)];

    /// <summary>Bytes of text that a function gets: less than its size where that is none, or runs beyond the end of the address space.</summary>
    public static ulong Length(KernelSymbol function) => Math.Min(Math.Min(function.Size, MaxSize), 0 - function.Value - 1);

    /// <summary>pushq %rbp; movq %rsp,%rbp; nops; leave; ret. Less than 6 bytes are nops only.</summary>
    public static void Write(RegionWriter to)
    {
        for (ulong done = 0; done < to.Length; done += (ulong)Nops.Length)
        {
            to.Write(to.Address + done, Nops.AsSpan(0, (int)Math.Min((ulong)Nops.Length, to.Length - done)));
        }

        if (to.Length >= 6)
        {
            to.Write(to.Address, [0x55, 0x48, 0x89, 0xe5]);
            to.Write(to.Address + to.Length - 2, [0xc9, 0xc3]);
        }
    }
}
