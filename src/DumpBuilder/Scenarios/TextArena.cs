using DumpBuilder.Kernel;

namespace DumpBuilder.Scenarios;

/// <summary>Places in kernel memory for texts that a scenario gives without an address; equal texts share one.</summary>
internal sealed class TextArena(DumpImage image)
{
    private const ulong Start = 0xfffffe5ae8000000;

    private readonly Dictionary<string, ulong> _texts = new(StringComparer.Ordinal);
    private readonly Arena _arena = new(Start);

    public ulong Place(byte[] text, ulong? address, ulong space)
    {
        string key = Convert.ToHexString(text);
        if (address is null && space == 0 && _texts.TryGetValue(key, out ulong known))
        {
            return known;
        }

        byte[] bytes = [.. text, 0];
        ulong at = address ?? _arena.Allocate((ulong)bytes.Length, 8);
        image.Add(at, bytes, space);
        if (address is null && space == 0)
        {
            _texts.Add(key, at);
        }

        return at;
    }
}
