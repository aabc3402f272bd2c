using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace Generators;

/// <summary>
/// The texts that an expression can be, as far as the code that a command comes to says: constants and what is made of them, the arguments
/// of a parameter, the elements of a list that a loop or a lambda goes through.
/// </summary>
internal sealed class Texts(Reach reach)
{
    private const string Known = "NamesOfDumpAttribute";

    /// <summary>Deeper than any code goes; ends what leads back to itself.</summary>
    private const int MostSteps = 16;

    private int _steps;

    /// <summary>Members with a name of which nothing is known.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>All texts of an expression. Of one that only the dump knows, those that its member is said to know.</summary>
    public IReadOnlyList<string> Of(IOperation expression, ISymbol within)
    {
        List<string> texts = [.. Values(expression).Distinct()];
        if (texts.Count > 0)
        {
            return texts;
        }

        if (within.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == Known) is { } known)
        {
            return ((string)known.ConstructorArguments[0].Value!).Split(' ');
        }

        Unknown.Add(within.ToDisplayString());
        return [];
    }

    private IEnumerable<string> Values(IOperation? expression)
    {
        if (++_steps > MostSteps)
        {
            _steps--;
            return [];
        }

        List<string> values = [.. expression switch
        {
            null => [],
            { ConstantValue: { HasValue: true, Value: { } constant } } => [constant.ToString()],
            IConversionOperation conversion => Values(conversion.Operand),
            IParenthesizedOperation inner => Values(inner.Operand),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => Together([sum.LeftOperand, sum.RightOperand]),
            IInterpolatedStringOperation text => Together(text.Parts.Select(part =>
                part is IInterpolationOperation hole ? hole.Expression : ((IInterpolatedStringTextOperation)part).Text)),
            IInvocationOperation { TargetMethod.Name: "ToLowerInvariant" } lower => Values(lower.Instance).Select(text => text.ToLowerInvariant()),
            IParameterReferenceOperation { Parameter: var parameter } => OfParameter(parameter, item: null),
            ILocalReferenceOperation { Local: var local } => OfLocal(local, item: null),
            IPropertyReferenceOperation { Property: var property } => OfProperty(property),
            IFieldReferenceOperation { Field: { ContainingType.IsTupleType: true } field, Instance: { } tuple } => OfTuple(tuple, field),
            _ => [],
        }];
        _steps--;
        return values;
    }

    /// <summary>Each text of the first, followed by each of the next, and so on.</summary>
    private IEnumerable<string> Together(IEnumerable<IOperation> parts) =>
        parts.Aggregate((IEnumerable<string>)[""], (texts, part) => [.. texts.SelectMany(_ => Values(part), (text, end) => text + end)]);

    private IEnumerable<string> OfParameter(IParameterSymbol parameter, int? item) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } lambda
            ? lambda.Parameters.IndexOf(parameter) == 0 && Source(lambda) is { } list ? Elements(list, item) : []
            : reach.Arguments(parameter.OriginalDefinition).SelectMany(given => Values(given.Value));

    private IEnumerable<string> OfLocal(ILocalSymbol local, int? item)
    {
        SyntaxNode? name = local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();
        if (name is VariableDeclaratorSyntax { Initializer.Value: { } value })
        {
            return Values(reach.Code.Operation(value));
        }

        ExpressionSyntax? list = name?.FirstAncestorOrSelf<CommonForEachStatementSyntax>()?.Expression;
        int? place = name switch
        {
            { Parent: ParenthesizedVariableDesignationSyntax all } => all.Variables.IndexOf((VariableDesignationSyntax)name),
            { Parent.Parent: ArgumentSyntax { Parent: TupleExpressionSyntax all } part } => all.Arguments.IndexOf(part),
            _ => null,
        };
        return list is null ? [] : Elements(reach.Code.Operation(list), item ?? place);
    }

    /// <summary>A property of a record that its primary constructor takes.</summary>
    private IEnumerable<string> OfProperty(IPropertySymbol property) =>
        property.ContainingType.OriginalDefinition.InstanceConstructors.SelectMany(c => c.Parameters)
            .Where(p => p.Name == property.Name).SelectMany(reach.Arguments).SelectMany(given => Values(given.Value));

    private IEnumerable<string> OfTuple(IOperation tuple, IFieldSymbol field)
    {
        int item = field.ContainingType.TupleElements.IndexOf(field);
        item = item >= 0 ? item : field.ContainingType.TupleElements.IndexOf(field.CorrespondingTupleField!);
        return tuple switch
        {
            IParameterReferenceOperation { Parameter: var parameter } => OfParameter(parameter, item),
            ILocalReferenceOperation { Local: var local } => OfLocal(local, item),
            _ => [],
        };
    }

    /// <param name="list">A list of texts or of tuples, or a query of lists.</param>
    /// <param name="item">Which part of each tuple; null where the elements are no tuples.</param>
    private IEnumerable<string> Elements(IOperation? list, int? item)
    {
        switch (list)
        {
            case IConversionOperation conversion:
                return Elements(conversion.Operand, item);
            case ICollectionExpressionOperation collection:
                return collection.Elements.SelectMany(e => e is ISpreadOperation spread ? Elements(spread.Operand, item) : Element(e, item));
            case IArrayCreationOperation { Initializer.ElementValues: var elements }:
                return elements.SelectMany(e => Element(e, item));
            case IMemberReferenceOperation { Member: IFieldSymbol or IPropertySymbol } reference:
                return reach.Code.Body(reference.Member.OriginalDefinition).SelectMany(part => Elements((part as ISymbolInitializerOperation)?.Value, item));
            case IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } query:
                return Query(query, item);
            default:
                return [];
        }
    }

    private IEnumerable<string> Element(IOperation element, int? item) => item is not { } place ? Values(element)
        : element is IConversionOperation conversion ? Element(conversion.Operand, item)
        : element is ITupleOperation tuple ? Values(tuple.Elements[place])
        : [];

    private IEnumerable<string> Query(IInvocationOperation query, int? item)
    {
        IOperation[] arguments = [.. query.Arguments.Select(a => a.Value)];
        switch (query.TargetMethod.Name)
        {
            case "Range":
                return arguments[0].ConstantValue.Value is int first && arguments[1].ConstantValue.Value is int count
                    ? Enumerable.Range(first, count).Select(number => number.ToString())
                    : [];
            case "Concat":
                return arguments.SelectMany(list => Elements(list, item));
            case "Append":
                return Elements(arguments[0], item).Concat(Element(arguments[1], item));
            case "Select" or "SelectMany":
                IOperation? made = arguments[1].DescendantsAndSelf().OfType<IReturnOperation>().FirstOrDefault()?.ReturnedValue;
                return made is null ? [] : query.TargetMethod.Name == "Select" ? Element(made, item) : Elements(made, item);
            default:
                return Elements(arguments[0], item);
        }
    }

    /// <summary>The list that a lambda is called for each element of.</summary>
    private IOperation? Source(IMethodSymbol lambda) =>
        lambda.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() is { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
        && reach.Code.Operation(call) is IInvocationOperation { TargetMethod.ContainingType.Name: "Enumerable" } query
            ? query.Arguments[0].Value
            : null;
}
