using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Core;

/// <summary>What ::print is to look at: an object, or a type alone, and where the member arguments begin.</summary>
/// <param name="Type">Of the object that members belong to.</param>
/// <param name="Object">Its address; null for a layout without values.</param>
/// <param name="FirstMember">Index of the first member argument.</param>
/// <param name="IsNamed">The words said the type.</param>
internal readonly record struct PrintSubject(CType Type, Item? Object, int FirstMember, bool IsNamed = false)
{
    /// <summary>
    /// The type is the first word, or else that of the symbol at the address. Ours beside that: the type of the element from the
    /// pipe, and with neither address nor type the last object printed or the panicking thread.
    /// </summary>
    public static PrintSubject? Find(Invocation call, int first, out Status status)
    {
        status = Status.Abort;
        Item? given = call.HasAddress ? call.Item : null;
        if (first >= call.Arguments.Count)
        {
            if (given is null)
            {
                status = Status.Usage;
                return null;
            }

            status = Status.Error;
            CType? known = call.Stock ? null : call.Item.Type;
            return (known ?? InferredType.At(call, call.Address)) is { } type ? new PrintSubject(type, given, first) : null;
        }

        if (call.Arguments[first].IsNumber)
        {
            status = Status.Error;
            return Untyped(call, given, first, null, "");
        }

        int next = first;
        if (TypeWord.Take(call.Arguments, ref next) is not { } name)
        {
            status = Status.Usage;
            return null;
        }

        if (name is "struct" or "union" or "enum")
        {
            call.Run.Error($"{name} is not a valid type");
            return null;
        }

        return call.Session.FindType(name, out string reason) is { } found
            ? new PrintSubject(found, given, next, IsNamed: true)
            : Untyped(call, given, first, name, reason);
    }

    /// <summary>The words are members; of what, the address says. <paramref name="name"/> is what turned out to be no type.</summary>
    private static PrintSubject? Untyped(Invocation call, Item? given, int first, string? name, string reason)
    {
        if (given is { } item)
        {
            if (!call.Stock && item.Type is { } known)
            {
                return new PrintSubject(known, given, first);
            }

            if (name is null)
            {
                return InferredType.At(call, item.Bits) is { } inferred ? new PrintSubject(inferred, given, first) : null;
            }

            reason = Reasons.NoSymbol;
            if (call.Session.TryFindExact(item.Bits, out Symbol symbol))
            {
                CType? declared = call.Target.Types.OfSymbol(symbol, out TypeError error);
                if (declared is not (null or FunctionType))
                {
                    return new PrintSubject(declared, given, first);
                }

                reason = Reasons.Of(declared is null ? error : TypeError.NotData);
            }
        }
        else if (!call.Stock && Fallback(call) is { Type: { } type } last && IsMember(call, type, call.Arguments[first]))
        {
            return new PrintSubject(type, last, first);
        }

        call.Run.Error(name is null ? $"no symbol information for 0: {Reasons.NoSymbol}" : $"failed to look up type {name}: {reason}");
        return null;
    }

    private static Item? Fallback(Invocation call)
    {
        Session session = call.Session;
        if (session.LastObject is { } last)
        {
            return last;
        }

        return session.FindSymbol(null, "panic_thread", out Symbol symbol) == SymbolLookup.Found
            && session.Target.Memory.TryReadUInt64(symbol.Value, out ulong thread) && thread != 0
            && session.FindType("kthread_t", out _) is { } type
            ? new Item(thread, type)
            : null;
    }

    private static bool IsMember(Invocation call, CType type, Argument word) =>
        word.Text is not { } text || MemberPath.Compile(type, text, new SessionNumbers(call.Session), call.Target.Types).IsValid;
}
