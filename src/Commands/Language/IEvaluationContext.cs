namespace Commands.Language;

/// <summary>Why a symbol has no address.</summary>
internal enum SymbolAnswer { Found, UnknownName, UnknownObject }

/// <summary>What an expression may look at.</summary>
internal interface IEvaluationContext
{
    int Radix { get; }

    ulong Dot { get; }

    /// <summary>What <c>+</c> adds to dot and <c>^</c> takes away.</summary>
    ulong Increment { get; }

    /// <summary>The value of <c>&amp;</c>.</summary>
    ulong LastAddress { get; }

    /// <summary>Value of a variable; 0 where it is gone.</summary>
    ulong GetVariable(string name);

    /// <summary>Address of a symbol; <paramref name="module"/> null for any.</summary>
    SymbolAnswer TrySymbol(string? module, string name, out ulong value);

    /// <summary>Reads a word from virtual memory or the object file, zero-extended. False: the reason why not.</summary>
    /// <param name="objectFile">The object file instead of virtual memory.</param>
    /// <param name="address">Address of the first byte.</param>
    /// <param name="size">1, 2, 4 or 8.</param>
    /// <param name="value">The word.</param>
    /// <param name="reason">As appended to a message.</param>
    bool TryRead(bool objectFile, ulong address, int size, out ulong value, out string reason);
}
