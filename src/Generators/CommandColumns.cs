using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace Generators;

/// <summary>
/// The columns of the rows that a command can yield, read off the code that yields them. So completion and help know them before the
/// command has run, and there is no second list to keep.
/// </summary>
/// <remarks>
/// <para>Problem: columns are named where rows are made, which may be several calls away from the command: in a table that a method makes of
/// options, in the facts of an event, in a helper that several commands share.</para>
/// <para>Idea: go through all that a command can come to (<see cref="Reach"/>), from its overrides on: members by their use, overrides of a
/// class by its creation, another command by a statement that is run. Every creation of a <c>Column</c> on the way is a column, and so is
/// every fact of an event that is created (<see cref="FactNames"/>). A name that is no constant, such as a parameter or an element of a list,
/// is what the code on the way gives it (<see cref="Texts"/>).</para>
/// <para>Limits: only code of commands is followed, not that of the pipeline, and no option is weighed: the columns are those of all options
/// together. A name that only the dump knows is an error, unless what dumps are known to have is said with the event
/// (<c>NamesOfDumpAttribute</c>).</para>
/// </remarks>
internal static class CommandColumns
{
    /// <summary>Names of the columns, each once, in the order of the code; and where the code has a name that is not known before it runs.</summary>
    public static (IEnumerable<string> Names, IEnumerable<string> Unknown) Of(GeneratorAttributeSyntaxContext command)
    {
        var reach = new Reach(Code.Of(command.SemanticModel.Compilation));
        reach.Command((INamedTypeSymbol)command.TargetSymbol);
        var texts = new Texts(reach);
        var facts = new FactNames(reach, texts);
        List<string> names = [];
        foreach (Found found in reach.Found)
        {
            names.AddRange(found.Name is { } name ? texts.Of(name, found.In) : facts.Of((IMethodSymbol)found.In));
        }

        return (names.Distinct(), texts.Unknown.Distinct());
    }
}
