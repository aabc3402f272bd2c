using Commands.Dcmds.Core;
using Commands.Output;
using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel;

/// <summary>The kinds of object that a thread can be blocked on (syncobj_t, sys/sobject.h).</summary>
internal static class SyncObject
{
    /// <summary>What <c>-s</c> calls them, and the variable with their operations.</summary>
    private static readonly (string Word, string Symbol)[] _operations =
    [
        ("mutex", "mutex_sobj_ops"), ("rwlock", "rw_sobj_ops"), ("cv", "cv_sobj_ops"), ("sema", "sema_sobj_ops"), ("user", "lwp_sobj_ops"),
        ("user_pi", "lwp_sobj_pi_ops"), ("shuttle", "shuttle_sobj_ops"),
    ];

    /// <summary>By number of the kind.</summary>
    private static readonly string[] _names = ["<NONE>", "MUTEX", "RWLOCK", "CV", "SEMA", "USER", "USER_PI", "SHUTTLE"];

    /// <summary>Of the operations that t_sobj_ops points to: the kind, or in upper case the symbol where that is none.</summary>
    public static string Of(Run run, ulong operations)
    {
        if (operations == 0)
        {
            return _names[0];
        }

        return run.Session.FindType("sobj_ops_t", out _) is { } type
            && new Value(run.Target.Memory, type, operations).TryGet("sobj_type", out Value member)
            && member.TryUInt64(out ulong kind) && kind < (ulong)_names.Length
            ? _names[kind]
            : AddressText.Of(run.Session, operations).ToUpperInvariant();
    }

    /// <summary>Whether a word of <c>-s</c> names a kind, or <c>all</c>.</summary>
    public static bool IsName(string word) => word.Equals("all", StringComparison.OrdinalIgnoreCase) || Symbol(word) is not null;

    /// <summary>Whether t_sobj_ops is that of the kind; <c>all</c> is any.</summary>
    public static bool Is(Run run, ulong operations, string word) => Symbol(word) is { } symbol
        ? run.Session.FindSymbol(null, symbol, out Symbol found) == SymbolLookup.Found && found.Value == operations
        : operations != 0;

    private static string? Symbol(string word) => Array.Find(_operations, o => o.Word.Equals(word, StringComparison.OrdinalIgnoreCase)).Symbol;
}
