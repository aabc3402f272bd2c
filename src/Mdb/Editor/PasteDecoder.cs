using System.Text;

namespace Mdb.Editor;

/// <summary>Gathers what a terminal with bracketed paste puts between its two marks. What is too long for a line of commands is cut.</summary>
internal sealed class PasteDecoder
{
    /// <summary>Parameter of the sequence in front of a paste.</summary>
    public const string Begin = "200";

    public const int MaximumBytes = 1 << 18;

    private static readonly byte[] _end = [0x1b, .. "[201~"u8];

    private readonly List<byte> _bytes = [];

    /// <summary>Takes a byte; true when the mark behind the paste is complete.</summary>
    public bool Feed(byte value)
    {
        // Beyond the limit the last bytes are kept moving, so that the end is found all the same.
        if (_bytes.Count >= MaximumBytes + _end.Length)
        {
            _bytes.RemoveAt(MaximumBytes);
        }

        _bytes.Add(value);
        if (value != _end[^1] || _bytes.Count < _end.Length || !_bytes[^_end.Length..].SequenceEqual(_end))
        {
            return false;
        }

        _bytes.RemoveRange(_bytes.Count - _end.Length, _end.Length);
        return true;
    }

    /// <summary>The text, and a fresh start.</summary>
    public string Take()
    {
        string text = Encoding.UTF8.GetString([.. _bytes.Take(MaximumBytes)]);
        _bytes.Clear();
        return text;
    }
}
