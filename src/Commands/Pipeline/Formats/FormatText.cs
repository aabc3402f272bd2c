using System.Buffers.Binary;
using System.Text.Json;
using Commands.Output;

namespace Commands.Pipeline.Formats;

/// <summary>The layouts of the numeric format letters (language.md 3.3).</summary>
internal static class FormatText
{
    public static void Write(MdbWriter writer, FormatLetter letter, ulong bits)
    {
        int width = letter.Width;
        bool shortened = letter.Size < 8;
        switch (letter.Style)
        {
            case FormatStyle.Octal: writer.Octal(bits, shortened, width, left: true); break;
            case FormatStyle.SignedOctal: writer.SignedOctal(Extend(bits, letter.Size), shortened, width, left: true); break;
            case FormatStyle.Hex: writer.Hex(bits, width: !shortened && bits >> 60 != 0 ? width + 1 : width, left: true); break;
            case FormatStyle.Swapped: writer.Hex(Swap(bits, letter.Size), width: width, left: true); break;
            case FormatStyle.Signed: writer.Signed(Extend(bits, letter.Size), width: width, left: true); break;
            case FormatStyle.Unsigned: writer.Decimal(bits, width: width, left: true); break;
            case FormatStyle.Radix: writer.InRadix(bits, negative: false, prefix: false, width, left: true); break;
            case FormatStyle.Float: writer.Float(BitConverter.UInt32BitsToSingle((uint)bits), 7); break;
            case FormatStyle.Double: writer.Float(BitConverter.UInt64BitsToDouble(bits), 16); break;
            case FormatStyle.Binary: writer.Binary(bits, bits >> 63 != 0 ? width + 1 : width, left: true); break;
            case FormatStyle.Picture: BitPicture.Write(writer, bits); break;
            case FormatStyle.Pointer: writer.Symbolic(bits, width: width, left: true); break;
            case FormatStyle.Time: writer.Time(Extend(bits, letter.Size), width, left: true); break;
            case FormatStyle.Character: writer.WriteBytes([(byte)bits]); break;
            case FormatStyle.Label: FormatLabelEvent.Padded(writer, bits, writer.SymbolicAddresses); break;
        }
    }

    public static void WriteJson(Run run, Utf8JsonWriter json, FormatLetter letter, ulong bits, ulong value)
    {
        switch (letter.Style)
        {
            case FormatStyle.Label or FormatStyle.Pointer: JsonText.Pointer(run.Session, json, bits); break;
            case FormatStyle.Float: JsonText.Float(json, BitConverter.UInt32BitsToSingle((uint)bits)); break;
            case FormatStyle.Double: JsonText.Float(json, BitConverter.UInt64BitsToDouble(bits)); break;
            case FormatStyle.Character: json.WriteStringValue(JsonText.Of([(byte)bits])); break;
            case FormatStyle.Signed or FormatStyle.SignedOctal or FormatStyle.Time: JsonText.Signed(json, unchecked((long)value)); break;
            default: JsonText.Unsigned(json, value); break;
        }
    }

    public static long Extend(ulong bits, int size)
    {
        int shift = 64 - (8 * size);
        return unchecked((long)(bits << shift)) >> shift;
    }

    public static ulong Swap(ulong bits, int size) => BinaryPrimitives.ReverseEndianness(bits) >> (64 - (8 * size));
}
