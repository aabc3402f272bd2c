using Commands.Output;

namespace Commands.Pipeline.Printing;

/// <summary>What stands in front of a value: indentation, address, type, name. Built of pieces that the plan holds ready.</summary>
internal readonly ref struct PrintLine
{
    private const int IndentColumns = 4;

    public int Depth { get; init; }

    /// <summary>Type and blank, for -t.</summary>
    public ReadOnlySpan<byte> TypeText { get; init; }

    /// <summary>In front of the name: <c>x.</c> for the first-level members of a member that was asked for.</summary>
    public ReadOnlySpan<byte> Prefix { get; init; }

    public ReadOnlySpan<byte> Name { get; init; }

    /// <summary><c> :5</c> behind the name of a bit-field, for -t.</summary>
    public ReadOnlySpan<byte> BitsText { get; init; }

    /// <summary>A member, whose name may be empty; false for the object itself and for elements of arrays.</summary>
    public bool IsNamed { get; init; }

    /// <summary>An element of an array: its closing brace takes a comma.</summary>
    public bool IsElement { get; init; }

    /// <summary>The outermost braces are left out.</summary>
    public bool IsBare { get; init; }

    /// <summary>What the names of the members of this value begin with.</summary>
    public ReadOnlySpan<byte> MemberPrefix { get; init; }

    /// <summary>Writes it, with <c> = </c> behind a name.</summary>
    public void WriteHead(ref PrintFrame frame, ulong bit)
    {
        MdbWriter writer = frame.Writer;
        Indent(writer, Depth);
        if (frame.Options.Addresses)
        {
            writer.Hex(frame.AddressOf(bit));
            if ((bit & 7) != 0)
            {
                writer.Write(".");
                writer.Decimal(bit & 7);
            }

            writer.Write(" ");
        }

        if (frame.Options.Types)
        {
            writer.WriteBytes(TypeText);
        }

        if (IsNamed)
        {
            writer.WriteBytes(Prefix);
            writer.WriteBytes(Name);
            if (frame.Options.Types)
            {
                writer.WriteBytes(BitsText);
            }

            writer.WriteBytes(frame.Layout ? " "u8 : " = "u8);
        }
    }

    /// <summary>Writes it where only the header line is wanted, without the blank at its end.</summary>
    public void WriteBareHead(ref PrintFrame frame)
    {
        if (frame.Options.Addresses)
        {
            frame.Writer.Hex(frame.Address);
            frame.Writer.Write(frame.Options.Types ? " " : "");
        }

        if (frame.Options.Types)
        {
            frame.Writer.WriteBytes(TypeText.TrimEnd((byte)' '));
        }

        frame.Writer.EndLine();
    }

    public static void Indent(MdbWriter writer, int depth) => writer.Blanks(depth * IndentColumns);
}
