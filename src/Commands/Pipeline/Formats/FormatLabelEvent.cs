using Commands.Language;
using Commands.Output;

namespace Commands.Pipeline.Formats;

/// <summary>The address label in front of what a format verb shows, and the line with the symbol's name above it.</summary>
internal sealed class FormatLabelEvent(ulong address, IReadOnlyList<FormatItem> items, FormatSpace space) : OutputEvent
{
    /// <summary>Labels end at a multiple of this.</summary>
    public const int LabelColumns = 16;

    public override void WriteText(Run run, MdbWriter writer)
    {
        if (Starts('a', 'i'))
        {
            Padded(writer, address, symbolic: true);
            writer.NewLine();
            return;
        }

        if (Starts('i', 'a'))
        {
            writer.Symbolic(address, colon: true);
            return;
        }

        if (space != FormatSpace.Physical && writer.SymbolicAddresses && run.Session.TryFindExact(address, out _))
        {
            writer.Symbolic(address, colon: true);
            writer.NewLine();
        }

        Padded(writer, address, symbolic: true);
    }

    /// <summary><c>%-#16a</c>, then blanks to the next multiple of 16.</summary>
    public static void Padded(MdbWriter writer, ulong address, bool symbolic)
    {
        if (symbolic)
        {
            writer.Symbolic(address, colon: true, LabelColumns, left: true);
        }
        else
        {
            writer.Write(AddressText.Tagged(address) + ":");
        }

        writer.Align(LabelColumns);
    }

    private bool Starts(char first, char second) =>
        items.Count > 1 && items[0] is { Count: 1, Text: null } a && a.Letter == first && items[1] is { Text: null } b && b.Letter == second;
}
