using Superpower.Model;

namespace DumpReader.Types.Declarations;

/// <summary>Structures, unions and enums.</summary>
internal sealed partial class TypeCompiler
{
    private TypeReference Struct(StructSpecifier syntax)
    {
        TagSlot? slot = TagOf(syntax.Tag, syntax.Kind, syntax.Position, syntax.Members is not null);
        if (syntax.Members is null)
        {
            return _scope.Reference(slot ?? throw _file.Error(syntax.Position, "structure without tag and members"));
        }

        bool packed = syntax.Attributes.Any(static a => a.Name == "packed");
        var layout = new StructLayout(syntax.Kind == TypeKind.Union, packed, _scope.Packing.Limit);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (DeclarationSyntax member in syntax.Members)
        {
            Members(member, layout, names);
        }

        ulong size = layout.Size(Aligned(syntax.Attributes));
        var type = new StructType(syntax.Tag ?? "", syntax.Kind == TypeKind.Union, size, layout.Members);
        _scope.Alignment.Note(type, layout.Alignment);
        _scope.Define(slot, type);
        return type;
    }

    private void Members(DeclarationSyntax member, StructLayout layout, HashSet<string> names)
    {
        bool only = member.Declared.Count == 1 && member.Declared[0].Width is null && IsEmpty(member.Declared[0].Declarator);
        TypeReference type = Specifier(member.Type, false);
        if (only && member.Type.Specifier is StructSpecifier { Tag: not null } or EnumSpecifier)
        {
            return;
        }

        foreach (DeclaredSyntax declared in member.Declared)
        {
            TypeReference whole = Apply(declared.Declarator, type);
            string? name = NameOf(declared.Declarator);
            Position position = name is null ? member.Position : declared.Declarator.Position;
            if (name is not null && !names.Add(name))
            {
                throw _file.Error(position, $"member '{name}' is declared twice");
            }

            if (declared.Width is { } width)
            {
                BitField(layout, name, whole.Type, width);
            }
            else if (name is null && !(only && member.Type.Specifier is StructSpecifier))
            {
                throw _file.Error(position, "member without a name");
            }
            else
            {
                ulong size = SizeOf(whole.Type, position);
                layout.Add(name ?? "", whole, size, _scope.Alignment.Of(whole.Type), Aligned(declared.Attributes));
            }
        }
    }

    private void BitField(StructLayout layout, string? name, CType type, ConstantSyntax width)
    {
        long bits = _constants.Evaluate(width);
        IntegerType declared = type.Resolve() switch
        {
            IntegerType { IsVoid: false } i => i,
            EnumType => (IntegerType)_scope.Base.Find(["unsigned", "int"])!,
            _ => throw _file.Error(width.Position, $"a bit-field cannot be of type '{type.Name}'"),
        };

        if (bits < 0 || bits > declared.Bits || (bits == 0 && name is not null))
        {
            throw _file.Error(width.Position, $"'{declared.Tag}' cannot have {bits} bits");
        }

        layout.AddBits(name, _scope.Base.BitField(declared, (int)bits), (int)bits, declared.Size);
    }

    private TypeReference Enum(EnumSpecifier syntax)
    {
        TagSlot? slot = TagOf(syntax.Tag, TypeKind.Enum, syntax.Position, syntax.Enumerators is not null);
        if (syntax.Enumerators is null)
        {
            return _scope.Reference(slot ?? throw _file.Error(syntax.Position, "enum without tag and enumerators"));
        }

        var items = new List<Enumerator>();
        long value = 0;
        foreach (EnumeratorSyntax item in syntax.Enumerators)
        {
            value = item.Value is { } v ? _constants.Evaluate(v) : value;
            if (value is < int.MinValue or > uint.MaxValue || !_scope.TryAddEnumerator(item.Name, value))
            {
                throw _file.Error(item.Position, $"enumerator '{item.Name}' does not fit or is declared twice");
            }

            items.Add(new Enumerator(item.Name, unchecked((int)value)));
            value++;
        }

        var type = new EnumType(syntax.Tag ?? "", 4, items);
        _scope.Define(slot, type);
        return type;
    }

    private TagSlot? TagOf(string? tag, TypeKind kind, Position position, bool defines)
    {
        if (tag is null)
        {
            return null;
        }

        TagSlot slot = _scope.Slot(tag, kind);
        if (slot.Forward.Of != kind)
        {
            throw _file.Error(position, $"'{tag}' is another kind of tag");
        }

        return defines && slot.Definition is not null ? throw _file.Error(position, $"'{slot.Definition.Name}' is defined twice") : slot;
    }
}
