using DumpReader.Types;

namespace DumpBuilder.Kernel;

/// <summary>A symbol of a module.</summary>
/// <param name="Name">As in the symbol table.</param>
/// <param name="Value">Its address.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Type">STT_*: 1 object, 2 function.</param>
/// <param name="Binding">STB_*: 0 local, 1 global, 2 weak.</param>
/// <param name="Declared">Its C type, where known.</param>
internal sealed record KernelSymbol(string Name, ulong Value, ulong Size, int Type, int Binding, CType? Declared)
{
    public const int Object = 1;

    public const int Function = 2;

    public byte Info => (byte)((Binding << 4) | Type);
}
