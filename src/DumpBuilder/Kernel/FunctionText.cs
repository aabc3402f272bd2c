namespace DumpBuilder.Kernel;

/// <summary>Instructions that make a range of text look like a function to a disassembler and a stack walker.</summary>
internal static class FunctionText
{
    /// <summary>A symbol larger than this is no function.</summary>
    public const ulong MaxSize = 1 << 20;

    private const byte Nop = 0x90;

    /// <summary>pushq %rbp; movq %rsp,%rbp; nops; leave; ret. Less than 6 bytes are nops only.</summary>
    public static byte[] Make(int size)
    {
        byte[] text = new byte[size];
        text.AsSpan().Fill(Nop);
        if (size >= 6)
        {
            ReadOnlySpan<byte> prologue = [0x55, 0x48, 0x89, 0xe5];
            prologue.CopyTo(text);
            text[^2] = 0xc9;
            text[^1] = 0xc3;
        }

        return text;
    }
}
