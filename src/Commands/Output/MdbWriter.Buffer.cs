using System.Buffers;
using System.Text;
using Commands.Language;

namespace Commands.Output;

// Where bytes go: a page of them is collected and written to the stream at once.
internal sealed partial class MdbWriter(Stream stream)
{
    private const int PageSize = 16 * 1024;
    private const int TabStop = 8;

    private static readonly SearchValues<byte> Controls = SearchValues.Create(ControlBytes());

    private byte[] _page = [];
    private int _used;

    /// <summary>Where the current line begins in the page; below 0 when its beginning has been written out.</summary>
    private int _lineStart;

    public partial void Write(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[256];
        while (!text.IsEmpty)
        {
            int count = 0;
            int taken = 0;
            while (taken < text.Length && count < bytes.Length - 4)
            {
                char c = text[taken];
                if (c <= 0xff)
                {
                    bytes[count++] = (byte)c;
                    taken++;
                    continue;
                }

                Rune.DecodeFromUtf16(text[taken..], out Rune rune, out int consumed);
                count += rune.EncodeToUtf8(bytes[count..]);
                taken += consumed;
            }

            WriteBytes(bytes[..count]);
            text = text[taken..];
        }
    }

    public partial void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            int plain = EscapeControls ? bytes.IndexOfAny(Controls) : bytes.IndexOfAny((byte)'\n', (byte)'\t');
            if (plain < 0)
            {
                Plain(bytes);
                return;
            }

            Plain(bytes[..plain]);
            bytes = bytes[(plain + Special(bytes[plain..]))..];
        }
    }

    public partial void NewLine()
    {
        // Stock mdb indents an empty line, too.
        Indent();
        Room(1)[0] = (byte)'\n';
        _used++;
        _lineStart = _used;
        Column = 0;
    }

    /// <summary>Ends the line if anything is on it.</summary>
    public void EndLine()
    {
        if (Column != 0)
        {
            NewLine();
        }
    }

    /// <summary>Blanks, with no margin before them; where autowrap is on and they would reach the edge, a new line instead.</summary>
    public void Blanks(int count)
    {
        if (Autowrap && Column > 0 && Column + count >= Columns)
        {
            NewLine();
            return;
        }

        while (count > 0)
        {
            int piece = Math.Min(count, PageSize / 2);
            Room(piece)[..piece].Fill((byte)' ');
            _used += piece;
            Column += piece;
            count -= piece;
        }
    }

    /// <summary>Blanks up to the next multiple of <paramref name="stop"/>, at least one; as <see cref="Blanks"/>, with no margin before them.</summary>
    public void Tab(int stop) => Blanks(stop <= 0 ? 0 : stop - (Column % stop));

    /// <summary>Blanks up to a multiple of <paramref name="stop"/>; none where the column is one.</summary>
    public void Align(int stop)
    {
        if (stop > 0 && Column % stop != 0)
        {
            Tab(stop);
        }
    }

    /// <summary>Takes back what stands on the current line.</summary>
    public void DiscardLine()
    {
        if (_lineStart >= 0)
        {
            _used = _lineStart;
            Column = 0;
        }
    }

    /// <summary>Writes out everything that is held, through to whoever reads it.</summary>
    public void Flush()
    {
        PassOn();
        stream.Flush();
    }

    /// <summary>Hands everything held to the stream, which may gather more before it shows it.</summary>
    public void PassOn()
    {
        if (_used > 0)
        {
            int used = _used;
            _lineStart = Column == 0 ? 0 : -1;
            _used = 0;
            stream.Write(_page, 0, used);
        }
    }

    /// <summary>Gives the page back; what was not flushed is lost.</summary>
    public void Dispose()
    {
        if (_page.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(_page);
            _page = [];
            _used = 0;
        }
    }

    /// <summary>Text without line ends and tabs.</summary>
    private void Plain(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (Autowrap && Column >= Columns)
            {
                NewLine();
            }

            Indent();
            int count = Math.Min(bytes.Length, PageSize / 2);
            if (Autowrap)
            {
                count = Math.Min(count, Math.Max(1, Columns - Column));
            }

            bytes[..count].CopyTo(Room(count));
            _used += count;
            Column += count;
            bytes = bytes[count..];
        }
    }

    /// <summary>Writes one line end, tab or control character; returns its length in bytes.</summary>
    private int Special(ReadOnlySpan<byte> bytes)
    {
        byte b = bytes[0];
        switch (b)
        {
            case (byte)'\n':
                NewLine();
                return 1;
            case (byte)'\t':
                Indent();
                Tab(TabStop);
                return 1;
        }

        if (b >= 0x80 && Rune.DecodeFromUtf8(bytes, out Rune rune, out int length) == OperationStatus.Done && !SafeText.IsUnsafe(rune))
        {
            Plain(bytes[..length]);
            return length;
        }

        Span<byte> octal = stackalloc byte[4];
        Plain(octal[..CEscape.Octal(b, octal)]);
        return 1;
    }

    private void Indent()
    {
        if (Column == 0 && Margin > 0)
        {
            Room(Margin)[..Margin].Fill((byte)' ');
            _used += Margin;
            Column = Margin;
        }
    }

    private Span<byte> Room(int count)
    {
        if (_page.Length - _used < count)
        {
            MakeRoom(count);
        }

        return _page.AsSpan(_used);
    }

    /// <summary>Writes the whole lines out and keeps the current one, so that it can still be taken back.</summary>
    private void MakeRoom(int count)
    {
        if (_page.Length == 0)
        {
            _page = ArrayPool<byte>.Shared.Rent(PageSize);
            if (_page.Length >= count)
            {
                return;
            }
        }

        int keep = _lineStart > 0 ? _used - _lineStart : 0;
        if (keep + count > _page.Length)
        {
            keep = 0;
        }

        stream.Write(_page, 0, _used - keep);
        _page.AsSpan(_used - keep, keep).CopyTo(_page);
        _lineStart = keep > 0 || Column == 0 ? 0 : -1;
        _used = keep;
        if (_page.Length < count)
        {
            ArrayPool<byte>.Shared.Return(_page);
            _page = ArrayPool<byte>.Shared.Rent(count);
        }
    }

    private static byte[] ControlBytes() =>
        [.. Enumerable.Range(0, 32).Select(b => (byte)b), .. Enumerable.Range(127, 129).Select(b => (byte)b)];
}
