using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Generators;

/// <summary>The code of a compilation as operations, each member bound once however many commands come to it.</summary>
internal sealed class Code
{
    private const string Attribute = "DcmdAttribute";

    private static readonly ConditionalWeakTable<Compilation, Code> s_kept = new();

    private readonly Compilation _compilation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly Dictionary<ISymbol, ImmutableArray<IOperation>> _bodies = new(SymbolEqualityComparer.Default);
    private readonly Dictionary<INamespaceSymbol, bool> _spaces = new(SymbolEqualityComparer.Default);
    private Dictionary<string, INamedTypeSymbol>? _commands;

    private Code(Compilation compilation) => _compilation = compilation;

    public static Code Of(Compilation compilation) => s_kept.GetValue(compilation, c => new Code(c));

    /// <summary>Whether a member stands in the code of commands.</summary>
    public bool IsOfCommands(ISymbol symbol)
    {
        if (symbol.ContainingNamespace is not { } space || !SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, _compilation.Assembly))
        {
            return false;
        }

        if (!_spaces.TryGetValue(space, out bool isOfCommands))
        {
            _spaces.Add(space, isOfCommands = space.ToDisplayString().StartsWith("Commands.Dcmds"));
        }

        return isOfCommands;
    }

    /// <summary>The class of a command; null for no such command.</summary>
    public INamedTypeSymbol? Command(string name)
    {
        _commands ??= Commands();
        return _commands.TryGetValue(name, out INamedTypeSymbol? command) ? command : null;
    }

    /// <summary>What a member does: bodies, initialisers; of a class, what its primary constructor hands to the base.</summary>
    public ImmutableArray<IOperation> Body(ISymbol member)
    {
        if (!_bodies.TryGetValue(member, out ImmutableArray<IOperation> body))
        {
            body = [.. member.DeclaringSyntaxReferences.SelectMany(reference => Parts(reference.GetSyntax()))];
            _bodies.Add(member, body);
        }

        return body;
    }

    /// <summary>The operation of a piece of code; null where it has none.</summary>
    public IOperation? Operation(SyntaxNode node) => Model(node.SyntaxTree).GetOperation(node);

    private SemanticModel Model(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
            _models.Add(tree, model = _compilation.GetSemanticModel(tree));
        }

        return model;
    }

    private IEnumerable<IOperation> Parts(SyntaxNode declaration)
    {
        IEnumerable<SyntaxNode?> parts = declaration switch
        {
            BaseMethodDeclarationSyntax method => [(method as ConstructorDeclarationSyntax)?.Initializer, method.Body, method.ExpressionBody],
            PropertyDeclarationSyntax property => [property.Initializer, property.ExpressionBody, .. Accessors(property.AccessorList)],
            IndexerDeclarationSyntax indexer => [indexer.ExpressionBody, .. Accessors(indexer.AccessorList)],
            VariableDeclaratorSyntax variable => [variable.Initializer],
            TypeDeclarationSyntax type => type.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>()
                .SelectMany(of => of.ArgumentList.Arguments).Select(a => a.Expression) ?? [],
            _ => [],
        };
        return parts.OfType<SyntaxNode>().Select(Operation).OfType<IOperation>();
    }

    private static IEnumerable<SyntaxNode?> Accessors(AccessorListSyntax? list) =>
        list?.Accessors.SelectMany(accessor => new SyntaxNode?[] { accessor.Body, accessor.ExpressionBody }) ?? [];

    private Dictionary<string, INamedTypeSymbol> Commands()
    {
        var commands = new Dictionary<string, INamedTypeSymbol>();
        foreach (INamedTypeSymbol type in _compilation.GetSymbolsWithName(_ => true, SymbolFilter.Type).OfType<INamedTypeSymbol>())
        {
            foreach (AttributeData attribute in type.GetAttributes().Where(a => a.AttributeClass?.Name == Attribute))
            {
                commands[(string)attribute.ConstructorArguments[0].Value!] = type;
            }
        }

        return commands;
    }
}
