using Commands.Language;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Spaces;

namespace Commands.Dcmds.Core;

/// <summary>One line of ::dump: bytes in hex, in groups, and as text; or the heading above them. Used again for each line.</summary>
internal sealed class DumpLine(DumpShape shape) : FactEvent
{
    /// <summary>Bytes after which single bytes leave one more blank.</summary>
    private const int HalfParagraph = 8;

    private readonly byte[] _bytes = new byte[shape.LineBytes];
    private ulong _index;
    private int _read = shape.LineBytes;

    public Span<byte> Bytes => _bytes;

    public ulong Address => unchecked(shape.Start + (_index * (ulong)shape.LineBytes));

    public override OutputEvent Keep()
    {
        var kept = new DumpLine(shape) { _index = _index, _read = _read };
        _bytes.CopyTo(kept._bytes, 0);
        return kept;
    }

    public DumpLine At(ulong index)
    {
        _index = index;
        return this;
    }

    /// <summary>
    /// Reads the line. A file ends anywhere, also within a line: where <paramref name="whole"/> is not asked for, it is enough that the bytes
    /// asked for are there, and the others stay blank.
    /// </summary>
    public bool TryRead(AddressSpace memory, bool whole)
    {
        _read = memory.Read(Address, _bytes);
        ulong end = Math.Min((ulong)shape.LineBytes, (ulong)shape.First + shape.Count - (_index * (ulong)shape.LineBytes));
        _bytes.AsSpan(_read).Clear();
        return _read == shape.LineBytes || (!whole && (ulong)_read >= end);
    }

    public override void WriteText(Run run, MdbWriter writer)
    {
        writer.Hex(unchecked(Address - shape.Base), width: shape.AddressDigits, zeroFill: true);
        writer.Write(":  ");
        for (int i = 0; i < shape.LineBytes; i++)
        {
            Separate(writer, i);
            int group = i / shape.Group * shape.Group;
            int at = shape.Flips ? group + shape.Group - 1 - (i - group) : i;
            if (IsShown(at))
            {
                writer.Hex(_bytes[at], width: 2, zeroFill: true);
            }
            else
            {
                writer.Blanks(2);
            }
        }

        if (shape.HasText)
        {
            writer.Blanks(2);
            for (int i = 0; i < shape.LineBytes; i++)
            {
                byte b = IsShown(i) ? _bytes[i] : (byte)' ';
                writer.WriteBytes([CEscape.IsPrintable(b) ? b : (byte)'.']);
            }
        }

        writer.NewLine();
    }

    public override void Facts(Run run, FactWriter facts)
    {
        facts.Add("addr", Cell.Address(Address));
        facts.Add("hex", Convert.ToHexStringLower(_bytes.AsSpan(0, _read)));
    }

    /// <summary>The heading: the low digit of each column, and marks over the address asked for.</summary>
    public static string Heading(DumpShape shape)
    {
        using var stream = new MemoryStream();
        using var writer = new MdbWriter(stream);
        writer.Blanks(shape.AddressDigits + 3);
        for (int i = 0; i < shape.LineBytes; i++)
        {
            Separate(writer, shape, i);
            writer.Write(i == shape.Mark ? "\\/" : " " + Nibble(shape, i));
        }

        if (!shape.Quiet)
        {
            writer.Blanks(2);
            for (int i = 0; i < shape.LineBytes; i++)
            {
                writer.Write(i == shape.Mark ? "v" : Nibble(shape, i));
            }
        }

        writer.NewLine();
        writer.Flush();
        return System.Text.Encoding.ASCII.GetString(stream.ToArray());
    }

    private static string Nibble(DumpShape shape, int column) => (((shape.Start - shape.Base) + (ulong)column) & 15).ToString("x");

    private void Separate(MdbWriter writer, int column) => Separate(writer, shape, column);

    private static void Separate(MdbWriter writer, DumpShape shape, int column)
    {
        if (column > 0 && column % shape.Group == 0)
        {
            writer.Blanks(shape.Group == 1 && column % HalfParagraph == 0 ? 2 : 1);
        }
    }

    private bool IsShown(int column)
    {
        ulong place = (_index * (ulong)shape.LineBytes) + (ulong)column;
        return column < _read && (!shape.Trims || (place >= (ulong)shape.First && place - (ulong)shape.First < shape.Count));
    }
}
