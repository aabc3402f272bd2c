using System.Buffers.Binary;
using System.Globalization;
using DumpReader.Types;
using DumpReader.Types.Declarations;
using Superpower.Model;

namespace DumpBuilder.Scenarios;

/// <summary>Turns values as <c>::print</c> writes them into the bytes of an object.</summary>
internal sealed class ValueEncoder(DeclarationFile file, ScenarioScope scope, TextArena texts, ulong space)
{
    /// <summary>Follows a member path from <paramref name="from"/>.</summary>
    public MemberPlace Follow(MemberPlace from, IReadOnlyList<PathStep> path)
    {
        foreach (PathStep step in path)
        {
            bool found = step.Index is { } index
                ? from.TryElement(scope.Evaluate(file, index), out MemberPlace next)
                : from.TryMember(step.Member!, out next);
            from = found
                ? next
                : throw file.Error(step.Position, step.Member is { } m ? $"{from.Type.Name} has no member {m}" : $"index is outside of {from.Type.Name}");
        }

        return from;
    }

    /// <summary>Writes a value into <paramref name="bytes"/>, which begin at bit 0 of the object that <paramref name="place"/> is a part of.</summary>
    public void Encode(MemberPlace place, ValueSyntax value, Span<byte> bytes)
    {
        CType type = place.Type.Resolve();
        switch (value, type)
        {
            case (StructValue s, StructType):
                foreach (AssignmentSyntax member in s.Members)
                {
                    Encode(Follow(place, member.Path), member.Value, bytes);
                }

                break;
            case (ArrayValue a, ArrayType array):
                Elements(place, array, a, bytes);
                break;
            case (TextValue t, ArrayType array) when array.Element.Size == 1:
                Text(t.Quoted, t.Position, array.Count).CopyTo(bytes[(int)(place.BitOffset / 8)..]);
                break;
            case (TextValue t, PointerType):
                Number(place, texts.Place(Text(t.Quoted, t.Position, uint.MaxValue), null, space), t.Position, bytes);
                break;
            case (CharacterValue c, IntegerType):
                Number(place, CText.TryCharacter(c.Quoted, out byte b) ? b : throw file.Error(c.Position, $"not a character: {c.Quoted}"), c.Position, bytes);
                break;
            case (DateValue d, IntegerType):
                Number(place, Date(d), d.Position, bytes);
                break;
            case (FloatValue f, FloatType real) when real.Size is 4 or 8:
                Float(place, real, f, bytes);
                break;
            case (ScalarValue s, IntegerType or PointerType or EnumType):
                Scalar(place, type, s, bytes);
                break;
            default:
                throw file.Error(value.Position, $"this is not a value of type {place.Type.Name}");
        }
    }

    private void Elements(MemberPlace place, ArrayType array, ArrayValue value, Span<byte> bytes)
    {
        if (value.Elements is [TextValue text] && array.Element.Size == 1)
        {
            Encode(place, text, bytes);
            return;
        }

        for (int i = 0; i < value.Elements.Count; i++)
        {
            ValueSyntax element = value.Elements[i];
            MemberPlace at = place.TryElement((ulong)i, out MemberPlace next)
                ? next
                : throw file.Error(element.Position, $"more elements than {array.Name} has");
            Encode(at, element, bytes);
        }
    }

    private void Scalar(MemberPlace place, CType type, ScalarValue s, Span<byte> bytes)
    {
        if (type is EnumType e && s.Expression is NameExpression { Module: null } name && e.Enumerators.FirstOrDefault(x => x.Name == name.Name) is { Name: not null } item)
        {
            Number(place, unchecked((uint)item.Value), s.Position, bytes);
            return;
        }

        ulong number = scope.Evaluate(file, s.Expression);
        if (s.Quoted is not null)
        {
            texts.Place(Text(s.Quoted, s.Position, uint.MaxValue), number, space);
        }

        Number(place, s.IsNegative ? unchecked(0 - number) : number, s.Position, bytes);
    }

    private void Number(MemberPlace place, ulong number, Position position, Span<byte> bytes)
    {
        int bits = place.Bits;
        ulong above = bits == 64 ? 0 : number >> bits;
        bool negative = bits < 64 && (long)number >> (bits - 1) == -1;
        if (above != 0 && !negative)
        {
            throw file.Error(position, $"{number:x} does not fit into {place.Type.Name}");
        }

        BitField.Insert(bytes, place.BitOffset, bits, number);
    }

    private void Float(MemberPlace place, FloatType type, FloatValue value, Span<byte> bytes)
    {
        if (!double.TryParse(value.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
        {
            throw file.Error(value.Position, $"not a number: {value.Text}");
        }

        number = value.IsNegative ? -number : number;
        Span<byte> at = bytes[(int)(place.BitOffset / 8)..];
        if (type.Size == 4)
        {
            BinaryPrimitives.WriteSingleLittleEndian(at, (float)number);
        }
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(at, number);
        }
    }

    private byte[] Text(string quoted, Position position, uint room) =>
        !CText.TryBytes(quoted, out byte[] bytes) ? throw file.Error(position, $"not a string: {quoted}")
        : (uint)bytes.Length > room ? throw file.Error(position, $"{quoted} is longer than {room} bytes")
        : bytes;

    public static bool TryDate(DateValue value, out ulong seconds)
    {
        bool good = DateTime.TryParseExact(
            value.Text, "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime time);
        seconds = good ? (ulong)((DateTimeOffset)time).ToUnixTimeSeconds() : 0;
        return good;
    }

    private ulong Date(DateValue value) => TryDate(value, out ulong seconds) ? seconds : throw file.Error(value.Position, "not a date");
}
