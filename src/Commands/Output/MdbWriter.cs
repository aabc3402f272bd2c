namespace Commands.Output;

/// <summary>
/// The column-counting text engine of mdb: knows its column, margin, page width and autowrap, and writes the number layouts of
/// mdb_printf. Bytes in, bytes out: text of a dump passes as it is unless <see cref="EscapeControls"/> is on.
/// </summary>
internal sealed partial class MdbWriter : IDisposable
{
    /// <summary>Writes text; characters above 0xff are written as UTF-8, the rest as single bytes. Tabs are expanded.</summary>
    public partial void Write(ReadOnlySpan<char> text);

    public partial void WriteBytes(ReadOnlySpan<byte> bytes);

    public partial void NewLine();

    /// <summary>Conversions of mdb_printf (spec: language.md 3.1): <c>%-16s %?p %#lr %a %#x</c>. Slow path: layouts of tables and messages.</summary>
    public partial void Printf(string format, params ReadOnlySpan<object?> arguments);

    /// <summary><c>%x</c>, or with <paramref name="prefix"/> <c>%#x</c>: 0x unless the value is 0.</summary>
    public partial void Hex(ulong value, bool prefix = false, int width = 0, bool zeroFill = false, bool left = false);

    /// <summary><c>%lr</c> / <c>%#lr</c>: unsigned in the current radix; the prefix only where the value has more than one digit in meaning.</summary>
    public partial void Radix(ulong value, bool prefix);

    /// <summary><c>%a</c>: symbol, symbol+0xoff, or the number with 0x above 9. <paramref name="colon"/> is <c>%#a</c>.</summary>
    public partial void Symbolic(ulong address, bool colon = false, int width = 0, bool left = false);

    /// <summary>Column the next character goes to, from 0.</summary>
    public int Column { get; private set; }

    /// <summary>Page width ($w, 80).</summary>
    public int Columns { get; set; } = 80;

    /// <summary>Blanks put before the first character of a line while above 0.</summary>
    public int Margin { get; set; }

    /// <summary>
    /// A conversion that would cross <see cref="Columns"/> starts a new line unless its line is empty, and padding that reaches it becomes
    /// a new line.
    /// </summary>
    public bool Autowrap { get; set; }

    /// <summary>Current radix ($d), for %r.</summary>
    public int NumberBase { get; set; } = 16;

    /// <summary>Symbols on (variable <c>_</c> is 0). Asked by the format letter <c>a</c> only: labels and %a stay symbolic.</summary>
    public bool SymbolicAddresses { get; set; } = true;

    public ISymbolizer? Symbolizer { get; set; }

    /// <summary>Local time zone of %Y; null for the one of this machine, which is looked up when the first time is shown.</summary>
    public TimeZoneInfo? TimeZone { get; set; }

    /// <summary>On when the destination is a terminal: control bytes of a dump appear as \ooo.</summary>
    public bool EscapeControls { get; set; }
}
