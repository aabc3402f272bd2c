using System.Buffers;
using Commands.Language;

namespace Commands.Pipeline.Printing;

/// <summary>Whether bytes of a dump are text.</summary>
internal static class Printable
{
    private static readonly SearchValues<byte> _bytes =
        SearchValues.Create([.. Enumerable.Range(0, 256).Select(b => (byte)b).Where(CEscape.IsPrintable)]);

    public static bool All(ReadOnlySpan<byte> bytes) => !bytes.ContainsAnyExcept(_bytes);
}
