using Superpower.Model;

namespace DumpReader.Types.Declarations;

// What the grammar makes of C declarations; TypeCompiler turns it into types.

internal enum StorageClass { None, Typedef, Extern, Static }

/// <summary><c>__attribute__((packed))</c> or <c>aligned(N)</c>.</summary>
internal sealed record AttributeSyntax(string Name, ConstantSyntax? Argument, Position Position);

internal abstract record SpecifierSyntax(Position Position);

internal sealed record BaseSpecifier(IReadOnlyList<string> Words, Position Position) : SpecifierSyntax(Position);

internal sealed record NamedSpecifier(string Name, Position Position) : SpecifierSyntax(Position);

internal sealed record StructSpecifier(
    TypeKind Kind, string? Tag, IReadOnlyList<DeclarationSyntax>? Members, IReadOnlyList<AttributeSyntax> Attributes, Position Position)
    : SpecifierSyntax(Position);

internal sealed record EnumSpecifier(string? Tag, IReadOnlyList<EnumeratorSyntax>? Enumerators, Position Position) : SpecifierSyntax(Position);

internal readonly record struct EnumeratorSyntax(string Name, ConstantSyntax? Value, Position Position);

/// <summary>A star and the qualifiers behind it.</summary>
internal readonly record struct PointerSyntax(IReadOnlyList<string> Qualifiers);

internal abstract record SuffixSyntax;

internal sealed record ArraySuffix(ConstantSyntax? Count) : SuffixSyntax;

internal sealed record FunctionSuffix(IReadOnlyList<ParameterSyntax> Parameters, bool IsVariadic) : SuffixSyntax;

internal sealed record DeclaratorSyntax(
    IReadOnlyList<PointerSyntax> Pointers, string? Name, DeclaratorSyntax? Inner, IReadOnlyList<SuffixSyntax> Suffixes, Position Position);

internal sealed record ParameterSyntax(TypeSyntax Type, DeclaratorSyntax Declarator);

/// <summary>Specifiers: what stands before the first declarator.</summary>
internal sealed record TypeSyntax(SpecifierSyntax Specifier, IReadOnlyList<string> Qualifiers, StorageClass Storage);

/// <summary>A declarator with the width of a bit-field, if it is one.</summary>
internal readonly record struct DeclaredSyntax(DeclaratorSyntax Declarator, ConstantSyntax? Width, IReadOnlyList<AttributeSyntax> Attributes);

/// <summary>One declaration, of members or at the outermost level.</summary>
internal sealed record DeclarationSyntax(TypeSyntax Type, IReadOnlyList<DeclaredSyntax> Declared, Position Position);

internal abstract record ConstantSyntax(Position Position);

internal sealed record NumberConstant(string Text, Position Position) : ConstantSyntax(Position);

internal sealed record NamedConstant(string Name, Position Position) : ConstantSyntax(Position);

internal sealed record SizeofConstant(TypeSyntax Type, DeclaratorSyntax Declarator, Position Position) : ConstantSyntax(Position);

internal sealed record UnaryConstant(CToken Operator, ConstantSyntax Operand, Position Position) : ConstantSyntax(Position);

internal sealed record BinaryConstant(CToken Operator, ConstantSyntax Left, ConstantSyntax Right, Position Position) : ConstantSyntax(Position);
