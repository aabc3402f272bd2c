using DumpReader.Types.Declarations;
using Superpower.Model;

namespace DumpBuilder.Scenarios;

// What the grammar makes of a scenario; ScenarioCompiler turns it into a dump.

internal abstract record ExpressionSyntax(Position Position);

internal sealed record NumberExpression(string Text, Position Position) : ExpressionSyntax(Position);

internal sealed record NameExpression(string? Module, string Name, Position Position) : ExpressionSyntax(Position);

internal sealed record SumExpression(CToken Operator, ExpressionSyntax Left, ExpressionSyntax Right, Position Position) : ExpressionSyntax(Position);

/// <summary>A member, or with an index an element.</summary>
internal readonly record struct PathStep(string? Member, ExpressionSyntax? Index, Position Position);

internal sealed record AssignmentSyntax(IReadOnlyList<PathStep> Path, ValueSyntax Value, Position Position);

internal abstract record ValueSyntax(Position Position);

internal sealed record StructValue(IReadOnlyList<AssignmentSyntax> Members, Position Position) : ValueSyntax(Position);

internal sealed record ArrayValue(IReadOnlyList<ValueSyntax> Elements, Position Position) : ValueSyntax(Position);

/// <summary>A string: the contents of a character array, or for a pointer a text that gets a place of its own.</summary>
internal sealed record TextValue(string Quoted, Position Position) : ValueSyntax(Position);

/// <summary>A number, a symbol or an enumerator; with a text, that text lies at this address.</summary>
internal sealed record ScalarValue(ExpressionSyntax Expression, bool IsNegative, string? Quoted, Position Position) : ValueSyntax(Position);

internal sealed record CharacterValue(string Quoted, Position Position) : ValueSyntax(Position);

internal sealed record FloatValue(string Text, bool IsNegative, Position Position) : ValueSyntax(Position);

/// <summary><c>2018 Jun 21 21:35:51</c>, UTC.</summary>
internal sealed record DateValue(string Text, Position Position) : ValueSyntax(Position);

internal abstract record StatementSyntax(Position Position);

internal sealed record DirectiveStatement(Token<CToken> Token) : StatementSyntax(Token.Position);

internal sealed record DeclarationStatement(DeclarationSyntax Declaration) : StatementSyntax(Declaration.Position);

/// <summary><c>::status { name = value }</c></summary>
internal sealed record StatusStatement(IReadOnlyList<AssignmentSyntax> Facts, Position Position) : StatementSyntax(Position);

/// <summary><c>::regs { %rip = value }</c></summary>
internal sealed record RegistersStatement(IReadOnlyList<AssignmentSyntax> Registers, Position Position) : StatementSyntax(Position);

/// <summary><c>::modctl NAME { name = value, or a declaration }</c></summary>
internal sealed record ModuleStatement(string Name, IReadOnlyList<object> Items, Position Position) : StatementSyntax(Position);

internal abstract record AddressStatement(ExpressionSyntax Address) : StatementSyntax(Address.Position);

internal sealed record PrintStatement(ExpressionSyntax Address, string? Type, IReadOnlyList<PathStep> Path, ValueSyntax Value)
    : AddressStatement(Address);

/// <summary><c>ADDR/Z VALUE</c> and <c>v w W</c>.</summary>
internal sealed record WriteStatement(ExpressionSyntax Address, int Size, ExpressionSyntax Value) : AddressStatement(Address);

internal sealed record FillStatement(ExpressionSyntax Address, ExpressionSyntax Length, ExpressionSyntax Value) : AddressStatement(Address);

internal sealed record SymbolStatement(ExpressionSyntax Address, IReadOnlyList<SymbolOption> Options, string Name) : AddressStatement(Address);

internal readonly record struct SymbolOption(char Letter, ExpressionSyntax? Value, Position Position);

internal sealed record ContextStatement(ExpressionSyntax Address) : AddressStatement(Address);
