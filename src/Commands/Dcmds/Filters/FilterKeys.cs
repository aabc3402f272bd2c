using Commands.Pipeline;

namespace Commands.Dcmds.Filters;

/// <summary>The keys of a select, sort or group: expressions, each with the name of its column.</summary>
internal sealed record FilterKeys(string[] Names, FilterNode[] Nodes)
{
    /// <summary>Words of an argument list from an index on: <c>EXPR</c> or, where names are allowed, <c>NAME=EXPR</c>; a comma
    /// parts two as a blank does.</summary>
    /// <exception cref="FilterException">One of them is broken.</exception>
    public static FilterKeys Parse(Invocation call, int first, bool named = true)
    {
        (string Name, FilterNode Node)[] keys = [.. call.Arguments.Skip(first).SelectMany(Parts).Select(word => One(call, word, named))];
        return new FilterKeys([.. keys.Select(key => key.Name)], [.. keys.Select(key => key.Node)]);
    }

    /// <summary>The parts of a word between its commas, which no expression has outside a text or a character.</summary>
    private static IEnumerable<Argument> Parts(Argument argument)
    {
        if (argument.Text is not { } text || !text.Contains(',', StringComparison.Ordinal))
        {
            return [argument];
        }

        var parts = new List<Argument>();
        int start = 0;
        char quote = '\0';
        for (int i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && quote == '\0'))
            {
                if (text.AsSpan(start, i - start).Trim() is { Length: > 0 } part)
                {
                    parts.Add(new Argument(part.ToString()));
                }

                start = i + 1;
            }
            else if (quote != '\0' && text[i] == '\\')
            {
                i++;
            }
            else if (text[i] is '"' or '\'')
            {
                quote = quote == '\0' ? text[i] : quote == text[i] ? '\0' : quote;
            }
        }

        return parts;
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
