using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Spaces;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>What one conversion of ::printf shows: a number, or bytes of text.</summary>
internal readonly struct PrintfValue
{
    private const int MostText = 64 * 1024;

    private PrintfValue(ulong bits, byte[]? bytes, bool isAddress) => (Bits, Bytes, IsAddress) = (bits, bytes, isAddress);

    public ulong Bits { get; }

    public byte[]? Bytes { get; }

    private bool IsAddress { get; }

    /// <summary>Dot itself, for the member <c>.</c>; null with the message where the conversion wants something else.</summary>
    public static PrintfValue? OfDot(ulong dot, char letter, out string error)
    {
        bool fits = letter is not ('s' or 'N');
        error = fits ? "" : "expected integer or pointer format specifier for '.'";
        return fits ? new PrintfValue(dot, null, letter is 'a' or 'A' or 'p') : null;
    }

    /// <summary>Reads a member; null with the message where it does not fit the conversion or cannot be read.</summary>
    public static PrintfValue? Of(Invocation call, in Value member, char letter, out string error)
    {
        CType type = member.Type.Resolve();
        switch (letter)
        {
            case 'a' or 'A' or 'p':
                error = type is PointerType ? "" : "expected pointer type";
                return error.Length == 0 ? Number(call, member, 64, signed: false, address: true, out error) : null;
            case 's': return Text(call, member, type, out error);
            case 'N':
                error = type is StructType { Tag: "in6_addr", Size: 16 } ? "" : "requires argument of type in6_addr_t";
                return error.Length == 0 ? Bytes16(call, member, out error) : null;
        }

        (int bits, bool signed) = type switch
        {
            IntegerType { IsVoid: false } integer => (integer.Bits, integer.IsSigned),
            EnumType enumeration => ((int)enumeration.Size * 8, true),
            _ => (0, false),
        };
        if (bits is <= 0 or > 64 || (letter == 'I' && bits != 32))
        {
            error = letter == 'I' ? "expected 32-bit integer type" : "expected integer type";
            return null;
        }

        bool extends = signed && letter is 'd' or 'q' or 'R' && (bits != 32 || !call.Stock);
        return Number(call, member, bits, extends, address: false, out error);
    }

    public void Write(MdbWriter writer, in PrintfSpec spec)
    {
        if (Bytes is null)
        {
            writer.Convert(spec, Bits);
        }
        else if (spec.Letter == 'N')
        {
            writer.Convert(spec, (object)Bytes);
        }
        else
        {
            writer.ConvertText(spec, Bytes);
        }
    }

    public void WriteJson(Run run, Utf8JsonWriter json, in PrintfSpec spec)
    {
        if (Bytes is not null)
        {
            json.WriteStringValue(spec.Letter == 'N' ? NetworkAddress.Ip6(Bytes) : JsonText.Of(Bytes));
        }
        else if (IsAddress)
        {
            JsonText.Pointer(run.Session, json, Bits);
        }
        else if (spec.Letter == 'I')
        {
            json.WriteStringValue(NetworkAddress.Ip4((uint)Bits));
        }
        else if (spec.Letter is 'd' or 'q' or 'R' or 'Y')
        {
            JsonText.Signed(json, unchecked((long)Bits));
        }
        else
        {
            JsonText.Unsigned(json, Bits);
        }
    }

    private static PrintfValue? Number(Invocation call, in Value member, int bits, bool signed, bool address, out string error)
    {
        if (!BitField.TryRead(member.Space, member.Address, member.BitOffset, bits, out ulong value))
        {
            return Unreadable(call, (bits + 7) / 8, member.Address, out error);
        }

        error = "";
        return new PrintfValue(signed ? unchecked((ulong)BitField.SignExtend(value, bits)) : value, null, address);
    }

    private static PrintfValue? Bytes16(Invocation call, in Value member, out string error)
    {
        byte[] bytes = new byte[16];
        error = "";
        return member.Space.TryRead(member.Address, bytes) ? new PrintfValue(0, bytes, false) : Unreadable(call, 16, member.Address, out error);
    }

    private static PrintfValue? Text(Invocation call, in Value member, CType type, out string error)
    {
        CType? element = type switch { ArrayType array => array.Element, PointerType pointer => pointer.Target, _ => null };
        error = element is null ? "exepected pointer or array type"
            : element.Resolve() is IntegerType { Bits: 8 } ? "" : "string format specifier requires an array of characters";
        if (error.Length > 0)
        {
            return null;
        }

        if (type is ArrayType { Count: var count })
        {
            byte[] bytes = new byte[Math.Min(count, MostText)];
            if (!member.Space.TryRead(member.Address, bytes))
            {
                return Unreadable(call, bytes.Length, member.Address, out error);
            }

            int end = Array.IndexOf(bytes, (byte)0);
            return new PrintfValue(0, end < 0 ? bytes : bytes[..end], false);
        }

        if (!member.Space.TryReadUInt64(member.Address, out ulong target))
        {
            return Unreadable(call, 8, member.Address, out error);
        }

        if (!Pipeline.Formats.FormatString.TryRead(call.Run, member.Space, target, out byte[] text))
        {
            call.Run.Missing(target);
            error = $"failed to read string at {target:x}: {Reasons.NoMapping}";
            return null;
        }

        return new PrintfValue(0, text, false);
    }

    private static PrintfValue? Unreadable(Invocation call, int bytes, ulong address, out string error)
    {
        call.Run.Missing(address);
        error = $"failed to read {bytes} bytes at {address:x}: {Reasons.NoMapping}";
        return null;
    }
}
