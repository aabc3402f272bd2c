using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bench.Compare;

/// <summary>An interpolated text whose numbers are hexadecimal.</summary>
[InterpolatedStringHandler]
internal readonly ref struct HexText
{
    private readonly StringBuilder _text;

    public HexText(int literal, int holes) => _text = new StringBuilder(literal + (holes * 16));

    public void AppendLiteral(string text) => _text.Append(text);

    public void AppendFormatted(ulong number) => _text.Append(CultureInfo.InvariantCulture, $"{number:x}");

    public override string ToString() => _text.ToString();
}
