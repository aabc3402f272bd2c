using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>The declared type of the variable at an address, for dcmds that infer what they are not told.</summary>
internal static class InferredType
{
    /// <summary>Null after the message: no symbol starts there, or the symbol has no data type.</summary>
    public static CType? At(Invocation call, ulong address)
    {
        Session session = call.Session;
        if (!session.TryFindExact(address, out Symbol symbol))
        {
            call.Run.Error($"no symbol information for {AddressText.Of(session, address)}: {Reasons.NoSymbol}");
            return null;
        }

        CType? type = session.Target.Types.OfSymbol(symbol, out TypeError error);
        if (type is null or FunctionType)
        {
            string reason = Reasons.Of(type is null ? error : TypeError.NotData);
            call.Run.Error($"no type data available for {AddressText.Of(session, address)} [{symbol.Index}]: {reason}");
            return null;
        }

        return type;
    }
}
