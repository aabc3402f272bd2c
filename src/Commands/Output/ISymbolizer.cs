using DumpReader.Symbols;

namespace Commands.Output;

/// <summary>Names addresses for the writer: <c>symbol+0xoff</c>.</summary>
internal interface ISymbolizer
{
    /// <summary>The nearest symbol under the session's matching rule, private symbols included.</summary>
    bool TryFind(ulong address, out Symbol symbol, out ulong offset);
}
