using Commands.Pipeline;

namespace Commands.Dcmds.Core;

/// <summary>The options of ::dump and the range that they make of an address and a count.</summary>
/// <param name="Start">Address of the first byte of the first line.</param>
/// <param name="Lines">How many lines.</param>
/// <param name="LineBytes">Bytes of a line: 16, or that times -w.</param>
/// <param name="Group">Bytes of a group.</param>
/// <param name="Base">What is taken off the addresses shown (-r).</param>
/// <param name="Mark">Column of the address asked for; null where the columns carry no mark.</param>
/// <param name="First">First byte asked for, counted from <paramref name="Start"/>.</param>
/// <param name="Count">How many bytes were asked for.</param>
internal sealed record DumpShape(ulong Start, ulong Lines, int LineBytes, int Group, ulong Base, int? Mark, int First, ulong Count)
{
    public const int Paragraph = 16;

    private const ulong MostParagraphs = 16;

    /// <summary>-e: groups are numbers, lowest byte last; no heading and no text.</summary>
    public bool Flips { get; private init; }

    /// <summary>-q.</summary>
    public bool Quiet { get; private init; }

    /// <summary>-s.</summary>
    public bool Squeezes { get; private init; }

    /// <summary>-t: bytes beside the range stay blank.</summary>
    public bool Trims { get; private init; }

    public bool Physical { get; private init; }

    /// <summary>-f: addresses are offsets in the object file.</summary>
    public bool OfFile { get; private init; }

    public bool HasText => !Quiet && !Flips;

    /// <summary>Hex digits of the last address shown.</summary>
    public int AddressDigits { get; private init; }

    /// <summary>Null: usage.</summary>
    public static DumpShape? Parse(Invocation call)
    {
        if (CommandOptions.Parse(call, "efpqrstu", "glw") is not { } given || given.Rest < call.Arguments.Count)
        {
            return null;
        }

        bool counted = call.IsLoop && !call.FromPipe;
        ulong paragraphs = given.Number('w', 1);
        ulong group = given.Number('g', 4);
        if ((given.Has('f') && given.Has('p')) || (counted && given.Has('l')) || paragraphs is 0 or > MostParagraphs || group == 0)
        {
            return null;
        }

        int line = Paragraph * (int)paragraphs;
        if (!ulong.IsPow2(group) || group > (ulong)line)
        {
            group = 4;
        }

        ulong count = given.Number('l', counted ? call.Count : 1);
        bool aligned = !given.Has('u') && !given.Has('r') && !given.Has('e');
        ulong start = aligned ? call.Address & ~(Paragraph - 1UL) : call.Address;
        int first = (int)(call.Address - start);
        ulong lines = count == 0 ? 0 : ((count - 1 + (ulong)first) / (ulong)line) + 1;
        ulong shownBase = given.Has('r') ? start : 0;
        ulong last = unchecked(start - shownBase + (lines * (ulong)line) - 1);
        return new DumpShape(start, lines, line, (int)group, shownBase, aligned ? first : null, first, count)
        {
            Flips = given.Has('e'),
            Quiet = given.Has('q'),
            Squeezes = given.Has('s'),
            Trims = given.Has('t'),
            Physical = given.Has('p'),
            OfFile = given.Has('f'),
            AddressDigits = last.ToString("x").Length,
        };
    }
}
