using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>A type named in an argument list: one word, or two when the first is <c>struct</c>, <c>union</c> or <c>enum</c>.</summary>
internal static class TypeWord
{
    /// <summary>Takes the words of a type from <paramref name="index"/> on; null when none stands there.</summary>
    public static string? Take(IReadOnlyList<Argument> arguments, ref int index)
    {
        if (index >= arguments.Count || arguments[index].Text is not { Length: > 0 } first || first[0] is '-' or '+')
        {
            return null;
        }

        index++;
        if (first is "struct" or "union" or "enum" && index < arguments.Count && arguments[index].Text is { } tag)
        {
            index++;
            return first + " " + tag;
        }

        return first;
    }

    /// <summary>The type, or null after the message of the language: unknown names, and <c>struct</c> without a tag.</summary>
    public static CType? Find(Invocation call, string name)
    {
        if (name is "struct" or "union" or "enum")
        {
            call.Run.Error($"{name} is not a valid type");
            return null;
        }

        CType? type = call.Session.FindType(name, out string reason);
        if (type is null)
        {
            call.Run.Error($"failed to look up type {name}: {reason}");
        }

        return type;
    }
}
