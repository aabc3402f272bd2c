using Commands.Language;
using DumpReader.Spaces;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Pipeline;

/// <summary>
/// The verbs that write (<c>/v /w /W /Z /z</c>): a dump is never written to, so that what is left is to evaluate each value and to refuse
/// with the words of stock mdb.
/// </summary>
internal sealed class WriteVerb : Dcmd
{
    public override DcmdInfo Info { get; } = new("/", "write memory") { Address = AddressUse.Optional };

    public override Status Invoke(Invocation call)
    {
        FormatList format = call.Format!;
        char letter = format.Action!.Value;
        if (call.Arguments.Count == 0)
        {
            return call.Fail($"expected value to write following {letter}", Status.Abort);
        }

        ulong address = call.Address;
        int size = letter switch { 'v' => 1, 'w' => 2, 'W' => 4, _ => 8 };
        foreach (Argument argument in call.Arguments)
        {
            ulong value = argument.Value;
            if (argument.Text is { } text)
            {
                Status status = call.Session.Evaluate(text, address, call.Output);
                value = call.Session.Dot;
                call.Session.Dot = address;
                if (status != Status.Ok)
                {
                    return call.Fail($"failed to write \"{text}\": failed to evaluate command", Status.Abort);
                }
            }

            string? reason = letter == 'z' ? Typed(call, address, value) : Refuse(call, address, size);
            if (reason is not null)
            {
                string shown = NumberText.Format(value, call.Session.Radix);
                return call.Fail($"failed to write {shown} at address 0x{address:x}: {reason}", Status.Abort);
            }
        }

        return Status.Ok;
    }

    /// <summary>With read-back the old value is read first, and that fails before the refusal.</summary>
    private static string Refuse(Invocation call, ulong address, int size)
    {
        AddressSpace? memory = call.Session.Space(call.Format!.Space);
        Span<byte> old = stackalloc byte[size];
        return call.Session.Options.WriteReadBack && memory?.TryRead(address, old) != true
            ? memory?.MissingReason ?? Reasons.NoMapping
            : Reasons.NotWritable;
    }

    private static string Typed(Invocation call, ulong address, ulong value)
    {
        TypeError error = TypeError.NoSymbol;
        CType? type = call.Session.TryFindExact(address, out Symbol symbol) ? call.Target.Types.OfSymbol(symbol, out error) : null;
        if (type is null or FunctionType)
        {
            call.Run.Error("no CTF data found at this address");
            return Reasons.Of(type is null ? error : TypeError.NotData);
        }

        if (type.Resolve() is not (IntegerType or PointerType or EnumType))
        {
            call.Run.Error("CTF type should be integer, pointer, or enum");
            return Reasons.NotSupported;
        }

        if (type.Size < 8 && value >> (int)(8 * type.Size) != 0)
        {
            int supplied = value > uint.MaxValue ? 8 : value > ushort.MaxValue ? 4 : 2;
            call.Run.Error("value too big for the length of the write: "
                + $"supplied {supplied} bytes but maximum is {type.Size} bytes");
            return Reasons.NotSupported;
        }

        return Refuse(call, address, (int)Math.Min(type.Size, sizeof(ulong)));
    }
}
