using Commands.Language;

namespace Commands.Tests.Language;

/// <summary>An evaluation context whose memory holds at each address that address plus one, except at page 0.</summary>
internal sealed class CountingContext : IEvaluationContext
{
    public int Radix { get; init; } = 16;

    public ulong Dot { get; init; } = 0x1000;

    public ulong Increment { get; init; } = 8;

    public ulong LastAddress { get; init; } = 0x2000;

    public ulong GetVariable(string name) => 7;

    public SymbolAnswer TrySymbol(string? module, string name, out ulong value)
    {
        value = 0x4000;
        return module == "nomod" ? SymbolAnswer.UnknownObject : name == "nosuch" ? SymbolAnswer.UnknownName : SymbolAnswer.Found;
    }

    public bool TryRead(bool objectFile, ulong address, int size, out ulong value, out string reason)
    {
        value = size == 8 ? address + 1 : (address + 1) & ((1UL << (8 * size)) - 1);
        reason = "no mapping for address";
        return address >= 0x1000;
    }
}
