using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Generators;

/// <summary>A column that a command comes to: by its name, or all that an event says.</summary>
internal sealed class Found(ISymbol within, IOperation? name)
{
    /// <summary>The member that has the name; without a name, the method that says the facts.</summary>
    public ISymbol In { get; } = within;

    public IOperation? Name { get; } = name;
}

/// <summary>All code that a command can come to, with the columns on the way and the arguments of every call.</summary>
internal sealed class Reach(Code code)
{
    private const string Verb = "::";

    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<IParameterSymbol, List<(IOperation, ISymbol)>> _arguments = new(SymbolEqualityComparer.Default);

    public Code Code { get; } = code;

    /// <summary>In the order of the code.</summary>
    public List<Found> Found { get; } = [];

    /// <summary>What is given for a parameter, with the member that gives it.</summary>
    public IEnumerable<(IOperation Value, ISymbol In)> Arguments(IParameterSymbol parameter) =>
        _arguments.TryGetValue(parameter, out var given) ? given : [];

    /// <summary>Begins with a command.</summary>
    public void Command(INamedTypeSymbol command)
    {
        if (_seen.Add(command))
        {
            Created(command);
        }
    }

    /// <summary>What a class overrides, itself and its bases, may be called once there is an object of it.</summary>
    private void Created(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null && Code.IsOfCommands(at); at = at.BaseType)
        {
            if (at.BaseType is { } of)
            {
                // A primary constructor hands its arguments on in the order of the base's parameters.
                IMethodSymbol? constructor = of.InstanceConstructors.FirstOrDefault(c => c.Parameters.Length == Code.Body(at).Length);
                for (int i = 0; i < Code.Body(at).Length; i++)
                {
                    Walk(Code.Body(at)[i], at);
                    Give(constructor?.Parameters[i], Code.Body(at)[i], at);
                }
            }

            foreach (ISymbol member in at.GetMembers().Where(m => m.IsOverride || Implements(at, m)))
            {
                Member(member);
            }
        }
    }

    private bool Implements(INamedTypeSymbol type, ISymbol member) => member is IMethodSymbol or IPropertySymbol && type.AllInterfaces
        .Where(Code.IsOfCommands).SelectMany(i => i.GetMembers())
        .Any(m => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(m), member));

    private void Member(ISymbol? symbol)
    {
        if (symbol?.OriginalDefinition is IMethodSymbol or IPropertySymbol or IFieldSymbol && Code.IsOfCommands(symbol) && _seen.Add(symbol.OriginalDefinition))
        {
            foreach (IOperation part in Code.Body(symbol.OriginalDefinition))
            {
                Walk(part, symbol.OriginalDefinition);
            }
        }
    }

    private void Walk(IOperation body, ISymbol within)
    {
        foreach (IOperation operation in body.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IObjectCreationOperation { Constructor: { } constructor } creation:
                    Give(creation.Arguments, within);
                    Creation(creation, constructor, within);
                    break;
                case IInvocationOperation call:
                    Give(call.Arguments, within);
                    Member(call.TargetMethod);
                    OtherCommand(call);
                    break;
                case IMemberReferenceOperation reference:
                    Member(reference.Member);
                    break;
            }
        }
    }

    private void Creation(IObjectCreationOperation creation, IMethodSymbol constructor, ISymbol within)
    {
        INamedTypeSymbol type = constructor.ContainingType.OriginalDefinition;
        if (type is { Name: "Column", Arity: 1 })
        {
            Found.Add(new Found(within, creation.Arguments[0].Value));
            return;
        }

        Member(constructor);
        if (!Code.IsOfCommands(type) || !_seen.Add(type))
        {
            return;
        }

        if (!Is(type, "OutputEvent"))
        {
            Created(type);
        }
        else if (type.GetMembers("Facts").OfType<IMethodSymbol>().FirstOrDefault() is { IsOverride: true } facts)
        {
            Found.Add(new Found(facts, name: null));
            Member(facts);
        }
    }

    /// <summary>Another command that a command calls by its name, or that a statement ends in which it runs: its rows are its own.</summary>
    private void OtherCommand(IInvocationOperation call)
    {
        IEnumerable<string> names = call.TargetMethod switch
        {
            { Name: "Evaluate", ContainingType.Name: "Session" } => [LastCommand(string.Concat(Constants(call.Arguments[0])))],
            { Name: "CreateDcmd", ContainingType.Name: "Registry" } => Constants(call.Arguments[0]),
            _ => [],
        };
        foreach (INamedTypeSymbol command in names.Select(Code.Command).OfType<INamedTypeSymbol>())
        {
            Command(command);
        }
    }

    private static IEnumerable<string> Constants(IOperation text) =>
        text.DescendantsAndSelf().Where(part => part is ILiteralOperation).Select(part => part.ConstantValue.Value).OfType<string>();

    private static string LastCommand(string statement)
    {
        int at = statement.LastIndexOf(Verb, System.StringComparison.Ordinal);
        return at < 0 ? "" : new string([.. statement.Skip(at + Verb.Length).TakeWhile(c => char.IsLetterOrDigit(c) || c == '_')]);
    }

    private void Give(IEnumerable<IArgumentOperation> arguments, ISymbol within)
    {
        foreach (IArgumentOperation argument in arguments)
        {
            Give(argument.Parameter, argument.Value, within);
        }
    }

    private void Give(IParameterSymbol? parameter, IOperation value, ISymbol within)
    {
        if (parameter?.OriginalDefinition is { Type.SpecialType: SpecialType.System_String or SpecialType.System_Int32 } original)
        {
            if (!_arguments.TryGetValue(original, out List<(IOperation, ISymbol)>? given))
            {
                _arguments.Add(original, given = []);
            }

            given.Add((value, within));
        }
    }

    private static bool Is(INamedTypeSymbol type, string name)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.Name == name)
            {
                return true;
            }
        }

        return false;
    }
}
