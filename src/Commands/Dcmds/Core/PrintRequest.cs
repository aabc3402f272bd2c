using Commands.Pipeline;
using Commands.Pipeline.Printing;

namespace Commands.Dcmds.Core;

/// <summary>The options of a ::print call and where its operands begin.</summary>
internal sealed record PrintRequest(PrintOptions Options, bool IsImmediate, bool IsPhysical, int FirstOperand)
{
    /// <summary>Null when the call ends with <paramref name="status"/>, its message said.</summary>
    public static PrintRequest? Parse(Invocation call, out Status status)
    {
        status = Status.Usage;
        if (CommandOptions.Parse(call, "aCdhiLnpTtx", "cls") is not { } given)
        {
            return null;
        }

        if (given.Has('i') && given.Has('p'))
        {
            status = call.Fail("-p and -i options are incompatible");
            return null;
        }

        if (call.Arguments.Count > given.Rest && call.Arguments[given.Rest].Text is ['-' or '+', ..])
        {
            return null;
        }

        SessionOptions limits = call.Session.Options;
        var options = new PrintOptions
        {
            Addresses = given.Has('a'),
            Types = given.Has('t') || given.Has('T'),
            BaseTypes = given.Has('T'),
            Decimal = given.Has('d'),
            Hex = given.Has('x'),
            Holes = given.Has('h'),
            RawPointers = given.Has('n'),
            CharacterLimit = given.TryNumber('c', out ulong characters) ? characters : given.Has('C') ? null : limits.ArrayStringLimit,
            ElementLimit = given.TryNumber('l', out ulong elements) ? elements : given.Has('L') ? null : limits.ArrayMemoryLimit,
            StockBitFields = call.Stock,
            Depth = (int)Math.Min(given.Number('s', PrintOptions.MostDepth), PrintOptions.MostDepth),
        };
        return new PrintRequest(options, given.Has('i'), given.Has('p'), given.Rest);
    }
}
