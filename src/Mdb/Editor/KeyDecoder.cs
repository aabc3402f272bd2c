using System.Buffers;
using System.Text;

namespace Mdb.Editor;

/// <summary>Bytes of a terminal to keys: UTF-8, control characters, and the escape sequences of xterm and its kin.</summary>
internal sealed class KeyDecoder
{
    private const int LongestSequence = 32;

    private enum State { Ground, Escape, Sequence, Single, Utf8, Paste }

    private readonly byte[] _text = new byte[4];
    private readonly StringBuilder _parameters = new();
    private readonly PasteDecoder _paste = new();
    private State _state;
    private int _length;
    private int _expected;

    /// <summary>An Escape came and nothing after it yet: the caller may wait a moment and then call <see cref="Timeout"/>.</summary>
    public bool IsWaiting => _state is State.Escape or State.Sequence or State.Single;

    /// <summary>A paste has begun and its end is not there yet: it may come slowly, but not never.</summary>
    public bool IsPasting => _state == State.Paste;

    /// <summary>Takes a byte; the key that it completes, or <see cref="KeyKind.None"/>.</summary>
    public Key Feed(byte value)
    {
        switch (_state)
        {
            case State.Escape:
                return AfterEscape(value);
            case State.Sequence:
                return InSequence(value);
            case State.Single:
                _state = State.Ground;
                return Named((char)value, "");
            case State.Paste:
                return _paste.Feed(value) ? Pasted() : default;
            case State.Utf8 when (value & 0xc0) == 0x80:
                return MoreText(value);
            default:
                _state = State.Ground;
                return Plain(value);
        }
    }

    /// <summary>Nothing followed an Escape: it was the key of that name. Nothing followed in a paste: what has come is all of it.</summary>
    public Key Timeout()
    {
        if (_state == State.Paste)
        {
            return Pasted();
        }

        bool escape = _state == State.Escape;
        _state = State.Ground;
        return escape ? new Key(KeyKind.Escape) : default;
    }

    private Key Pasted()
    {
        _state = State.Ground;
        return new Key(KeyKind.Paste, default, _paste.Take());
    }

    private Key Plain(byte value)
    {
        switch (value)
        {
            case 0x1b:
                _state = State.Escape;
                return default;
            case (byte)'\r' or (byte)'\n':
                return new Key(KeyKind.Enter);
            case (byte)'\t':
                return new Key(KeyKind.Tab);
            case 0x08 or 0x7f:
                return new Key(KeyKind.Backspace);
            case < 0x20:
                return Key.Control((char)(value + '@'));
            case < 0x80:
                return Key.Text((char)value);
            case >= 0xc2 and < 0xf5:
                _state = State.Utf8;
                _text[0] = value;
                _length = 1;
                _expected = value < 0xe0 ? 2 : value < 0xf0 ? 3 : 4;
                return default;
            default:
                return default;
        }
    }

    private Key MoreText(byte value)
    {
        _text[_length++] = value;
        if (_length < _expected)
        {
            return default;
        }

        _state = State.Ground;
        OperationStatus status = Rune.DecodeFromUtf8(_text.AsSpan(0, _length), out Rune rune, out int used);
        return status == OperationStatus.Done && used == _length
            ? new Key(KeyKind.Text, rune)
            : default;
    }

    private Key AfterEscape(byte value)
    {
        switch (value)
        {
            case (byte)'[':
                _state = State.Sequence;
                _parameters.Clear();
                return default;
            case (byte)'O':
                _state = State.Single;
                return default;
            case 0x1b:
                return new Key(KeyKind.Escape);
            case 0x08 or 0x7f:
                _state = State.Ground;
                return new Key(KeyKind.MetaBackspace);
            case >= 0x20 and < 0x7f:
                _state = State.Ground;
                return Key.Meta(char.ToLowerInvariant((char)value));
            default:
                _state = State.Ground;
                return Plain(value);
        }
    }

    private Key InSequence(byte value)
    {
        if (value is >= 0x40 and <= 0x7e)
        {
            string parameters = _parameters.ToString();
            _state = value == '~' && parameters == PasteDecoder.Begin ? State.Paste : State.Ground;
            return Named((char)value, parameters);
        }

        if (value < 0x20 || _parameters.Length >= LongestSequence)
        {
            _state = State.Ground;
            return value < 0x20 ? Plain(value) : default;
        }

        _parameters.Append((char)value);
        return default;
    }

    private static Key Named(char final, string parameters)
    {
        int semicolon = parameters.IndexOf(';', StringComparison.Ordinal);
        bool modified = semicolon >= 0 && parameters[(semicolon + 1)..] is not ("1" or "2");
        string first = semicolon < 0 ? parameters : parameters[..semicolon];
        return new Key((final, first) switch
        {
            ('A', _) => KeyKind.Up,
            ('B', _) => KeyKind.Down,
            ('C', _) => modified ? KeyKind.WordRight : KeyKind.Right,
            ('D', _) => modified ? KeyKind.WordLeft : KeyKind.Left,
            ('H', _) or ('~', "1" or "7") => KeyKind.Home,
            ('F', _) or ('~', "4" or "8") => KeyKind.End,
            ('~', "3") => KeyKind.Delete,
            _ => KeyKind.None,
        });
    }
}
