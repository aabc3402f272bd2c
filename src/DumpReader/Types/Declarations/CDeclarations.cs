using Superpower;
using Superpower.Model;

namespace DumpReader.Types.Declarations;

/// <summary>
/// Types declared in C text, laid out as the amd64 ABI does (LP64). Understands structures, unions, enums (nested, anonymous), bit-fields,
/// arrays, function pointers, forward declarations, typedefs, prototypes and <c>extern</c> variables, comments,
/// <c>#include "x.h"</c> through a resolver, <c>#pragma pack</c>, and the attributes <c>packed</c> and <c>aligned</c>.
/// </summary>
public sealed class CDeclarations : ITypeSource
{
    private const int MaxIncludeDepth = 16;

    private static readonly TokenListParser<CToken, (TypeSyntax, DeclaratorSyntax)> s_typeName =
        from type in DeclarationGrammar.Type
        from declarator in DeclarationGrammar.Declarator
        select (type, declarator);

    private readonly Func<string, string?> _include;
    private readonly HashSet<string> _included = new(StringComparer.Ordinal);
    private readonly List<TagSlot> _slots = [];
    private readonly Dictionary<string, TagSlot> _tags = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CType> _typedefs = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TypeReference> _symbols = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _enumerators = new(StringComparer.Ordinal);
    private readonly List<CType> _types = [];

    /// <param name="include">Text of an included header by the name written in the directive; null where there is none. Without it nothing can be included.</param>
    public CDeclarations(Func<string, string?>? include = null) => _include = include ?? (static _ => null);

    /// <summary>Structures, unions, enums and typedefs, in order of their definition; tags that were only named come last, as <see cref="ForwardType"/>.</summary>
    public IReadOnlyList<CType> Types => [.. _types, .. _slots.Where(static s => s.Definition is null).Select(static s => s.Forward)];

    /// <summary>Names of declared variables and functions, in order.</summary>
    public IEnumerable<string> Symbols => _symbols.Keys;

    /// <summary>Values of all enumerators, by name.</summary>
    public IReadOnlyDictionary<string, long> Enumerators => _enumerators;

    /// <summary>As <see cref="Types"/>, without tags that are only named.</summary>
    internal IReadOnlyList<CType> Defined => _types;

    internal BaseTypes Base { get; } = new();

    internal TypeAlignment Alignment { get; } = new();

    internal PackStack Packing { get; } = new();

    /// <summary>Reads declarations; later texts see what earlier ones declared.</summary>
    /// <exception cref="DeclarationException">The text is not understood; says where and why.</exception>
    public void Parse(string text, string fileName = "declarations") => Parse(DeclarationFile.Read(fileName, text), 0);

    /// <summary>A type by its name in C, <c>struct ctxop *</c> or <c>kthread_t</c>; null if a name in it is not declared.</summary>
    /// <exception cref="DeclarationException">The text is not a type.</exception>
    public CType? Find(string name)
    {
        DeclarationFile file = DeclarationFile.Read("type", name);
        TokenList<CToken> tokens = file.Tokens;
        (TypeSyntax type, DeclaratorSyntax declarator) = file.Next(s_typeName, ref tokens);
        if (!tokens.IsAtEnd)
        {
            throw file.Error(tokens.ConsumeToken().Value.Position, $"text behind the type '{name}'");
        }

        return Knows(type.Specifier) ? new TypeCompiler(this, file).Compile(type, declarator) : null;
    }

    /// <summary>The type of a declared variable or function; null where none of that name is declared.</summary>
    public CType? SymbolType(string name) => _symbols.TryGetValue(name, out TypeReference? type) ? type.Type : null;

    CType ITypeSource.GetType(int id) => _slots[id].Type;

    internal bool Knows(SpecifierSyntax specifier) => specifier switch
    {
        NamedSpecifier n => _typedefs.ContainsKey(n.Name),
        StructSpecifier { Members: null, Tag: { } tag } => _tags.ContainsKey(tag),
        EnumSpecifier { Enumerators: null, Tag: { } tag } => _tags.ContainsKey(tag),
        _ => true,
    };

    internal CType? Typedef(string name) => _typedefs.GetValueOrDefault(name);

    internal bool TryEnumerator(string name, out long value) => _enumerators.TryGetValue(name, out value);

    /// <summary>The slot of a tag, made at its first mention.</summary>
    internal TagSlot Slot(string tag, TypeKind kind)
    {
        if (!_tags.TryGetValue(tag, out TagSlot? slot))
        {
            slot = new TagSlot(_slots.Count, new ForwardType(tag, kind));
            _slots.Add(slot);
            _tags.Add(tag, slot);
        }

        return slot;
    }

    internal TypeReference Reference(TagSlot slot) =>
        slot.Definition is { } type ? new TypeReference(type) : new TypeReference(this, slot.Index);

    internal void Define(TagSlot? slot, CType type)
    {
        if (slot is not null)
        {
            slot.Definition = type;
        }

        _types.Add(type);
    }

    internal bool TryAddEnumerator(string name, long value) => _enumerators.TryAdd(name, value);

    internal void AddTypedef(TypedefType type)
    {
        _typedefs.Add(type.Tag, type);
        _types.Add(type);
    }

    internal void AddSymbol(string name, TypeReference type) => _symbols[name] = type;

    internal void Include(DeclarationFile from, Position position, string name, int depth)
    {
        if (!_included.Add(name))
        {
            return;
        }

        if (depth >= MaxIncludeDepth)
        {
            throw from.Error(position, $"headers include one another deeper than {MaxIncludeDepth}");
        }

        string text = _include(name) ?? throw from.Error(position, $"cannot include \"{name}\": no such header");
        Parse(DeclarationFile.Read(name, text), depth + 1);
    }

    private void Parse(DeclarationFile file, int depth)
    {
        var compiler = new TypeCompiler(this, file);
        TokenList<CToken> tokens = file.Tokens;
        while (!tokens.IsAtEnd)
        {
            Token<CToken> first = tokens.ConsumeToken().Value;
            if (first.Kind == CToken.Directive)
            {
                tokens = tokens.ConsumeToken().Remainder;
                Directive(file, first, depth);
            }
            else
            {
                compiler.Declare(file.Next(DeclarationGrammar.Declaration, ref tokens));
            }
        }
    }

    /// <summary>Obeys a <c>#</c> line.</summary>
    internal void Directive(DeclarationFile file, Token<CToken> token, int depth = 0)
    {
        string line = token.ToStringValue()[1..].Trim();
        if (line.StartsWith("include", StringComparison.Ordinal))
        {
            string name = line["include".Length..].Trim();
            if (name.Length < 3 || name[0] != '"' || name[^1] != '"')
            {
                throw file.Error(token.Position, "only #include \"name\" is understood");
            }

            Include(file, token.Position, name[1..^1], depth);
        }
        else if (!line.StartsWith("pragma", StringComparison.Ordinal))
        {
            throw file.Error(token.Position, $"directive not understood: #{line}");
        }
        else if (!Packing.TryObey(line["pragma".Length..].Trim()))
        {
            throw file.Error(token.Position, $"#pragma not understood: {line}");
        }
    }
}
