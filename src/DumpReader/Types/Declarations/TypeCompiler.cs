using Superpower.Model;

namespace DumpReader.Types.Declarations;

/// <summary>Turns the syntax of one file's declarations into types of a <see cref="CDeclarations"/>.</summary>
internal sealed partial class TypeCompiler
{
    /// <summary>More than an address space holds, and far from what offsets in bits can count.</summary>
    private const ulong MaxArraySize = 1UL << 48;

    private readonly CDeclarations _scope;
    private readonly DeclarationFile _file;
    private readonly ConstantEvaluator _constants;

    public TypeCompiler(CDeclarations scope, DeclarationFile file)
    {
        _scope = scope;
        _file = file;
        _constants = new ConstantEvaluator(scope, file, this);
    }

    /// <summary>Takes up a declaration at the outermost level.</summary>
    public void Declare(DeclarationSyntax declaration)
    {
        bool only = declaration.Declared.Count == 1 && IsEmpty(declaration.Declared[0].Declarator);
        TypeReference type = Specifier(declaration.Type, only);
        if (only)
        {
            return;
        }

        foreach (DeclaredSyntax declared in declaration.Declared)
        {
            DeclaratorSyntax d = declared.Declarator;
            string name = NameOf(d) ?? throw _file.Error(declaration.Position, "declaration without a name");
            if (declared.Width is not null)
            {
                throw _file.Error(d.Position, $"'{name}' is a bit-field outside of a structure");
            }

            TypeReference whole = Apply(d, type);
            if (declaration.Type.Storage != StorageClass.Typedef)
            {
                // A bare tag may be completed later, so it is not looked at yet.
                bool derived = d.Suffixes.Count > 0 || d.Inner is not null;
                _scope.AddSymbol(name, derived && whole.Type is FunctionType f ? Named(f, name) : whole);
                continue;
            }

            if (_scope.Typedef(name) is not null)
            {
                throw _file.Error(d.Position, $"'{name}' is declared twice");
            }

            var typedef = new TypedefType(name, whole);
            int aligned = Aligned(declared.Attributes);
            if (aligned > 1)
            {
                _scope.Alignment.Note(typedef, aligned);
            }

            _scope.AddTypedef(typedef);
        }
    }

    public CType Compile(TypeSyntax type, DeclaratorSyntax declarator) => Apply(declarator, Specifier(type, false)).Type;

    /// <summary>Size of a type that must be complete.</summary>
    public ulong SizeOf(CType type, Position position)
    {
        CType inner = type;
        for (int depth = 0; depth < TypeDepth.Max && inner is TypedefType or QualifiedType or ArrayType; depth++)
        {
            inner = inner switch { TypedefType t => t.Target, QualifiedType q => q.Target, ArrayType a => a.Element, _ => inner };
        }

        return inner is ForwardType or FunctionType or IntegerType { IsVoid: true }
            ? throw _file.Error(position, $"'{inner.Name}' has no size here")
            : type.Size;
    }

    private TypeReference Specifier(TypeSyntax syntax, bool declaresTag)
    {
        TypeReference type = syntax.Specifier switch
        {
            BaseSpecifier b => _scope.Base.Find(b.Words) ?? throw _file.Error(b.Position, $"not a type: {string.Join(' ', b.Words)}"),
            NamedSpecifier n => _scope.Typedef(n.Name) ?? throw _file.Error(n.Position, $"unknown type '{n.Name}'"),
            StructSpecifier s => Struct(s),
            EnumSpecifier e => Enum(e),
            _ => throw _file.Error(syntax.Specifier.Position, "not a type"),
        };

        return declaresTag ? type : Qualify(type, syntax.Qualifiers);
    }

    private static TypeReference Qualify(TypeReference type, IReadOnlyList<string> qualifiers)
    {
        foreach (string word in qualifiers.Distinct())
        {
            type = new QualifiedType(word switch { "const" => TypeKind.Const, "volatile" => TypeKind.Volatile, _ => TypeKind.Restrict }, type);
        }

        return type;
    }

    private TypeReference Apply(DeclaratorSyntax declarator, TypeReference type)
    {
        foreach (PointerSyntax pointer in declarator.Pointers)
        {
            type = Qualify(new PointerType(type), pointer.Qualifiers);
        }

        for (int i = declarator.Suffixes.Count - 1; i >= 0; i--)
        {
            type = declarator.Suffixes[i] switch
            {
                ArraySuffix a => Array(a, type, declarator.Position),
                FunctionSuffix f => Function(f, type),
                _ => type,
            };
        }

        return declarator.Inner is { } inner ? Apply(inner, type) : type;
    }

    private ArrayType Array(ArraySuffix suffix, TypeReference element, Position position)
    {
        long count = suffix.Count is { } c ? _constants.Evaluate(c) : 0;
        if (count is < 0 or > uint.MaxValue)
        {
            throw _file.Error(suffix.Count?.Position ?? position, $"array of {count} elements");
        }

        if ((UInt128)(ulong)count * SizeOf(element.Type, position) > MaxArraySize)
        {
            throw _file.Error(suffix.Count?.Position ?? position, $"array of more than {MaxArraySize} bytes");
        }

        return new ArrayType(element, _scope.Base.Long, (uint)count);
    }

    private FunctionType Function(FunctionSuffix suffix, TypeReference result)
    {
        var arguments = new List<TypeReference>();
        foreach (ParameterSyntax parameter in suffix.Parameters)
        {
            TypeReference type = Apply(parameter.Declarator, Specifier(parameter.Type, false));
            if (parameter.Declarator is { Pointers: [], Suffixes: [], Inner: null } && parameter.Type.Specifier is BaseSpecifier { Words: ["void"] })
            {
                continue;
            }

            // A parameter declared as an array or a function is a pointer.
            bool decays = parameter.Declarator.Suffixes.Count > 0 && parameter.Declarator.Inner is null;
            arguments.Add(!decays ? type : type.Type is ArrayType a ? new PointerType(a.Element) : new PointerType(type));
        }

        // "()" says nothing about arguments, which CTF holds as a variadic function without any.
        return new FunctionType("", result, arguments, suffix.IsVariadic || suffix.Parameters.Count == 0);
    }

    private static FunctionType Named(FunctionType f, string name)
    {
        var arguments = new TypeReference[f.ArgumentCount];
        for (int i = 0; i < arguments.Length; i++)
        {
            arguments[i] = f.Argument(i);
        }

        return new FunctionType(name, f.Result, arguments, f.IsVariadic);
    }

    private static string? NameOf(DeclaratorSyntax d) => d.Name ?? (d.Inner is { } inner ? NameOf(inner) : null);

    private static bool IsEmpty(DeclaratorSyntax d) => d is { Name: null, Inner: null, Pointers.Count: 0, Suffixes.Count: 0 };

    private int Aligned(IReadOnlyList<AttributeSyntax> attributes)
    {
        int alignment = 1;
        foreach (AttributeSyntax attribute in attributes)
        {
            if (attribute.Name == "aligned")
            {
                long value = attribute.Argument is { } a ? _constants.Evaluate(a) : 16;
                alignment = value is > 0 and <= 4096 && long.IsPow2(value)
                    ? Math.Max(alignment, (int)value)
                    : throw _file.Error(attribute.Position, $"alignment {value}");
            }
            else if (attribute.Name != "packed")
            {
                throw _file.Error(attribute.Position, $"attribute not understood: {attribute.Name}");
            }
        }

        return alignment;
    }
}
