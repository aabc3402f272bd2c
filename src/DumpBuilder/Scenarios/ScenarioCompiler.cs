using DumpBuilder.Kernel;
using DumpReader.Types;
using DumpReader.Types.Declarations;
using Superpower.Model;

namespace DumpBuilder.Scenarios;

/// <summary>
/// Turns statements into a <see cref="DumpImage"/> in two passes: declarations, modules, symbols and facts as they come; objects and
/// writes when all names are known, in their order.
/// </summary>
internal sealed class ScenarioCompiler
{
    private const int MaxIncludeDepth = 16;

    private readonly DumpImage _image = new();
    private readonly CDeclarations _types;
    private readonly ScenarioScope _scope;
    private readonly TextArena _texts;
    private readonly Func<string, string?> _include;
    private readonly HashSet<string> _included = new(StringComparer.Ordinal);
    private readonly List<(DeclarationFile File, AddressStatement Statement)> _objects = [];
    private readonly List<(DeclarationFile File, KernelModule Module, SymbolStatement Statement, ulong Value)> _symbols = [];
    private readonly HashSet<CType> _owned = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<ulong, CType> _typeAt = [];

    public ScenarioCompiler(Func<string, string?> include)
    {
        _include = include;
        _types = _image.Types;
        _scope = new ScenarioScope(_types);
        _texts = new TextArena(_image);
    }

    public DumpImage Compile(string name, string text)
    {
        Read(DeclarationFile.Read(name, text), 0);
        foreach ((DeclarationFile file, AddressStatement statement) in _objects)
        {
            NoteType(file, statement);
        }

        foreach ((DeclarationFile file, KernelModule module, SymbolStatement statement, ulong value) in _symbols)
        {
            AddSymbol(file, module, statement, value);
        }

        ShareTypes();
        var writer = new ObjectWriter(_image, _scope, _texts, _typeAt);
        foreach ((DeclarationFile file, AddressStatement statement) in _objects)
        {
            try
            {
                writer.Write(file, statement);
            }
            catch (ArgumentOutOfRangeException e) when (e.ParamName == "length")
            {
                throw file.Error(statement.Position, "memory runs beyond the end of the address space");
            }
        }

        return _image;
    }

    private void Read(DeclarationFile file, int depth)
    {
        var compiler = new TypeCompiler(_types, file);
        TokenList<CToken> tokens = file.Tokens;
        while (!tokens.IsAtEnd)
        {
            StatementSyntax statement = file.Next(ScenarioGrammar.Statement, ref tokens);
            switch (statement)
            {
                case DirectiveStatement d when IncludeName(d.Token) is { } header:
                    Include(file, d, header, depth);
                    break;
                case DirectiveStatement d:
                    _types.Directive(file, d.Token);
                    break;
                case DeclarationStatement d:
                    compiler.Declare(d.Declaration);
                    break;
                case StatusStatement s:
                    _image.Facts = StatusFacts.Apply(_image.Facts, file, _scope, s.Facts);
                    break;
                case RegistersStatement r:
                    Registers(file, r);
                    break;
                case ModuleStatement m:
                    Module(file, compiler, m);
                    break;
                case SymbolStatement s:
                    Symbol(file, s);
                    break;
                case AddressStatement a:
                    _objects.Add((file, a));
                    break;
            }
        }
    }

    private static string? IncludeName(Token<CToken> token)
    {
        string line = token.ToStringValue()[1..].Trim();
        string name = line.StartsWith("include", StringComparison.Ordinal) ? line["include".Length..].Trim() : "";
        return name.Length > 2 && name[0] == '"' && name[^1] == '"' ? name[1..^1] : null;
    }

    private void Include(DeclarationFile file, DirectiveStatement directive, string name, int depth)
    {
        if (!_included.Add(name))
        {
            return;
        }

        if (depth >= MaxIncludeDepth)
        {
            throw file.Error(directive.Position, $"files include one another deeper than {MaxIncludeDepth}");
        }

        string text = _include(name) ?? throw file.Error(directive.Position, $"cannot include \"{name}\": no such file");
        Read(DeclarationFile.Read(name, text), depth + 1);
    }

    private void Registers(DeclarationFile file, RegistersStatement statement)
    {
        foreach (AssignmentSyntax register in statement.Registers)
        {
            string name = register.Path[0].Member!;
            if (register.Path.Count > 1 || !PanicBuffer.IsRegister(name))
            {
                throw file.Error(register.Position, $"no such register: %{name}");
            }

            _image.SetRegister(name, StatusFacts.Number(file, _scope, register.Value));
        }
    }

    private void Module(DeclarationFile file, TypeCompiler compiler, ModuleStatement statement)
    {
        if (_image.Modules.Any(m => m.Name == statement.Name))
        {
            throw file.Error(statement.Position, $"module {statement.Name} exists already");
        }

        KernelModule module = _image.AddModule(statement.Name);
        foreach (object item in statement.Items)
        {
            if (item is AssignmentSyntax a)
            {
                ModuleFacts.Apply(module, file, _scope, a);
            }
            else
            {
                int before = _types.Defined.Count;
                compiler.Declare((DeclarationSyntax)item);
                foreach (CType type in _types.Defined.Skip(before))
                {
                    module.AddType(type);
                    _owned.Add(type);
                }
            }
        }
    }

    private void Symbol(DeclarationFile file, SymbolStatement statement)
    {
        ulong value = _scope.Evaluate(file, statement.Address);
        KernelModule module = _image.Modules.FirstOrDefault(m => m.Contains(value))
            ?? throw file.Error(statement.Position, $"no module holds {value:x}");
        if (!_scope.TryAdd(module.Name, statement.Name, value))
        {
            throw file.Error(statement.Position, $"{module.Name}`{statement.Name} exists already");
        }

        _symbols.Add((file, module, statement, value));
    }

    /// <summary>An object printed whole tells the type of a symbol at its address.</summary>
    private void NoteType(DeclarationFile file, AddressStatement statement)
    {
        if (statement is PrintStatement { Type: { } name, Path.Count: 0 } && ObjectWriter.FindType(_types, file, statement.Position, name) is { } type)
        {
            _typeAt.TryAdd(_scope.Evaluate(file, statement.Address), type);
        }
    }

    private void AddSymbol(DeclarationFile file, KernelModule module, SymbolStatement statement, ulong value)
    {
        CType? declared = _types.SymbolType(statement.Name);
        bool function = statement.Options.Any(static o => o.Letter == 'f') || declared is FunctionType;
        if (!function)
        {
            declared ??= _typeAt.GetValueOrDefault(value);
            if (declared is not null)
            {
                _typeAt.TryAdd(value, declared);
            }
        }

        ulong size = declared?.Size ?? 0;
        foreach (SymbolOption option in statement.Options)
        {
            size = option.Letter switch
            {
                's' => _scope.Evaluate(file, option.Value!),
                'e' => unchecked(_scope.Evaluate(file, option.Value!) - value),
                _ => size,
            };
        }

        int binding = statement.Options.Any(static o => o.Letter == 'l') ? 0 : statement.Options.Any(static o => o.Letter == 'w') ? 2 : 1;
        module.Add(new KernelSymbol(statement.Name, value, size, function ? KernelSymbol.Function : KernelSymbol.Object, binding, declared));
    }

    private void ShareTypes()
    {
        KernelModule? shared = _image.Modules.FirstOrDefault(static m => m.Name == ModuleTypes.Parent) ?? (_image.Modules.Count > 0 ? _image.Modules[0] : null);
        foreach (CType type in _types.Defined.Where(t => !_owned.Contains(t)))
        {
            shared?.AddType(type);
        }
    }
}
