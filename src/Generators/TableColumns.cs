using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Generators;

/// <summary>
/// The columns of the rows that a command can yield, read off its code: the names in the static <c>Table</c> fields and methods that it
/// declares or hands on. So completion knows them before the command has run, and there is no second list to keep.
/// </summary>
internal sealed class TableColumns
{
    private const string Table = "Table";
    private const string Commands = "Commands.Dcmds";

    private readonly Compilation _compilation;
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly List<string> _names = [];

    private TableColumns(Compilation compilation) => _compilation = compilation;

    /// <summary>Names of the columns, each once, in order of declaration.</summary>
    public static IEnumerable<string> Of(GeneratorAttributeSyntaxContext command)
    {
        var columns = new TableColumns(command.SemanticModel.Compilation);
        foreach (IFieldSymbol field in ((INamedTypeSymbol)command.TargetSymbol).GetMembers().OfType<IFieldSymbol>())
        {
            columns.Add(field, helpers: false);
        }

        columns.Follow(command.TargetNode, command.SemanticModel, helpers: true);
        return columns._names.Distinct();
    }

    private void Add(ISymbol symbol, bool helpers)
    {
        ITypeSymbol? type = symbol switch { IFieldSymbol field => field.Type, IMethodSymbol method => method.ReturnType, _ => null };
        bool isTable = type is not null && (type.Name == Table || type.ToDisplayString().Contains(".Column<"));
        bool isHelper = helpers && symbol is IMethodSymbol && symbol.ContainingNamespace.ToDisplayString().StartsWith(Commands);
        if (!symbol.IsStatic || !(isTable || isHelper) || !_seen.Add(symbol))
        {
            return;
        }

        foreach (SyntaxReference declaration in symbol.DeclaringSyntaxReferences)
        {
            SyntaxNode code = declaration.GetSyntax();
            if (isTable)
            {
                _names.AddRange(code.DescendantNodes().OfType<BaseObjectCreationExpressionSyntax>().Select(Name).OfType<string>());
            }

            Follow(code, _compilation.GetSemanticModel(code.SyntaxTree), helpers: false);
        }
    }

    /// <summary>Looks for tables that a piece of code names, and into the helpers that a command itself calls.</summary>
    private void Follow(SyntaxNode code, SemanticModel model, bool helpers)
    {
        foreach (ExpressionSyntax expression in code.DescendantNodes().OfType<ExpressionSyntax>())
        {
            bool isCall = expression is InvocationExpressionSyntax
            {
                Expression: IdentifierNameSyntax or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax or GenericNameSyntax },
            };
            bool isName = expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax } or IdentifierNameSyntax
                && expression.Parent is ArgumentSyntax or ConditionalExpressionSyntax or EqualsValueClauseSyntax or SpreadElementSyntax
                && !char.IsLower(expression.ToString()[0]);
            if ((isCall || isName) && model.GetSymbolInfo(expression).Symbol is { } symbol)
            {
                Add(symbol, helpers);
            }
        }
    }

    /// <summary>The name in <c>new("name", row => ...)</c>; null for anything else.</summary>
    private static string? Name(BaseObjectCreationExpressionSyntax creation) =>
        creation.ArgumentList?.Arguments is { Count: 2 } arguments
        && arguments[0].Expression is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.StringLiteralExpression } name
        && arguments[1].Expression is LambdaExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax
            ? name.Token.ValueText
            : null;
}
