using System.Text;
using Commands.Output;

namespace Mdb.Terminals;

/// <summary>
/// The column of the cursor while bytes go to a terminal: characters of one and two columns, marks of none, tabs, backspaces, and escape
/// sequences, which take none.
/// </summary>
internal sealed class CursorColumn
{
    private const int TabStop = 8;

    private enum State { Ground, Escape, Sequence, Text }

    private readonly byte[] _character = new byte[4];
    private State _state;
    private int _length;
    private int _column;

    /// <summary>Bytes of the character passed last.</summary>
    public int CharacterBytes => Math.Max(_length, 1);

    /// <summary>The cursor stands at the left edge.</summary>
    public void Start() => (_state, _length, _column) = (State.Ground, 0, 0);

    /// <summary>Takes a byte that is no newline; true when its character goes to the row below, as the first of it.</summary>
    public bool Pass(byte value, int columns)
    {
        switch (_state)
        {
            case State.Escape:
                _state = value == '[' ? State.Sequence : State.Ground;
                return false;
            case State.Sequence:
                _state = value is >= 0x40 and <= 0x7e ? State.Ground : State.Sequence;
                return false;
            case State.Text when (value & 0xc0) == 0x80:
                return Continue(value, columns);
        }

        (_state, _length) = (State.Ground, 1);
        switch (value)
        {
            case 0x1b:
                _state = State.Escape;
                return false;
            case (byte)'\r':
                _column = 0;
                return false;
            case (byte)'\b':
                _column = Math.Max(_column - 1, 0);
                return false;
            case (byte)'\t':
                _column = Math.Min((_column / TabStop + 1) * TabStop, columns);
                return false;
            case < 0x20:
                return false;
            case < 0x80:
                return Advance(1, columns);
            case >= 0xc2 and < 0xf5:
                _state = State.Text;
                _character[0] = value;
                return false;
            default:
                return Advance(1, columns);
        }
    }

    private bool Continue(byte value, int columns)
    {
        _character[_length++] = value;
        int expected = _character[0] < 0xe0 ? 2 : _character[0] < 0xf0 ? 3 : 4;
        if (_length < expected)
        {
            return false;
        }

        _state = State.Ground;
        Rune.DecodeFromUtf8(_character.AsSpan(0, _length), out Rune rune, out _);
        return Advance(CharacterWidth.Of(rune), columns);
    }

    private bool Advance(int width, int columns)
    {
        _column += width;
        if (_column <= columns)
        {
            return false;
        }

        _column = width;
        return true;
    }
}
