using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>The keys of a select, sort or group: expressions, each with the name of its column.</summary>
internal sealed record FilterKeys(string[] Names, FilterNode[] Nodes)
{
    /// <summary>Words of an argument list from an index on: <c>EXPR</c> or, where names are allowed, <c>NAME=EXPR</c>.</summary>
    /// <exception cref="FilterException">One of them is broken.</exception>
    public static FilterKeys Parse(Invocation call, int first, bool named = true)
    {
        int count = call.Arguments.Count - first;
        var keys = new FilterKeys(new string[count], new FilterNode[count]);
        for (int i = 0; i < count; i++)
        {
            (keys.Names[i], keys.Nodes[i]) = One(call, call.Arguments[first + i], named);
        }

        return keys;
    }

    private static (string Name, FilterNode Node) One(Invocation call, Argument argument, bool named)
    {
        string text = argument.Text ?? argument.Value.ToString("x");
        int equals = named ? text.IndexOf('=', StringComparison.Ordinal) : -1;
        bool hasName = equals > 0 && text[..equals].All(c => char.IsAsciiLetterOrDigit(c) || c == '_')
            && (equals + 1 == text.Length || text[equals + 1] is not ('=' or '~'));
        return hasName
            ? (text[..equals], FilterCompiler.Compile(text[(equals + 1)..], call.Session))
            : (text, Node(call, argument));
    }

    /// <summary>One word as an expression; a number, which <c>$[...]</c> gives, is that number in any radix.</summary>
    /// <exception cref="FilterException">It is broken.</exception>
    public static FilterNode Node(Invocation call, Argument argument) => argument.Text is { } text
        ? FilterCompiler.Compile(text, call.Session)
        : new LiteralNode(FilterValue.OfNumber(argument.Value));
}
