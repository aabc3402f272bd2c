using System.Buffers.Binary;
using Commands.Language;
using DumpReader.Spaces;
using DumpReader.Symbols;

namespace Commands.Pipeline;

/// <summary>What the language asks of a session.</summary>
internal sealed partial class Session : ILexerContext, IEvaluationContext
{
    private readonly Dictionary<string, Dcmd?> _dcmds = new(StringComparer.Ordinal);
    private string? _unknownCommand;

    public VariableTable Variables => field ??= new VariableTable(this);

    /// <summary>
    /// A command by name as typed after <c>::</c>, a module in front allowed; one-letter ones carry their sigil. Null where there is none:
    /// the commands of kernel modules exist only on a kernel dump.
    /// </summary>
    public Dcmd? FindDcmd(string name)
    {
        if (!_dcmds.TryGetValue(name, out Dcmd? dcmd))
        {
            int quote = name.LastIndexOf('`');
            dcmd = Registry.CreateDcmd(name.AsSpan(quote + 1));
            if (dcmd is not null && (!HasModule(dcmd.Info.Module) || (quote >= 0 && dcmd.Info.Module != name[..quote])))
            {
                dcmd = null;
            }

            _dcmds[name] = dcmd;
        }

        return dcmd;
    }

    /// <summary>The number parser of the language (current radix, prefixes); the error text is without <c>mdb: </c>.</summary>
    public bool TryNumber(string text, out ulong value, out string? error) => NumberText.TryParse(text, Radix, out value, out error);

    /// <summary>
    /// Why a name cannot be the variable of a walk (<c>variable rip is read-only</c>, <c>'%c' may not be used in a variable name</c>);
    /// null when it can.
    /// </summary>
    public string? RefuseWalkVariable(string name) => Variables.Refuse(name);

    /// <summary>Sets the walk variables of an element, outer walks first.</summary>
    public void Bind(WalkBinding? binding)
    {
        if (binding is not null)
        {
            Bind(binding.Outer);
            Variables.Set(binding.Name, binding.Value);
        }
    }

    CommandLookup ILexerContext.FindCommand(string name)
    {
        if (FindDcmd(name) is { } dcmd)
        {
            return dcmd.Info.TakesFilter ? CommandLookup.FoundFilter : CommandLookup.Found;
        }

        int quote = name.LastIndexOf('`');
        if (quote >= 0 && !HasModule(name[..quote]))
        {
            return CommandLookup.UnknownModule;
        }

        _unknownCommand = name[(quote + 1)..];
        return CommandLookup.UnknownName;
    }

    /// <summary>Behind the message that a command is unknown: the nearest ones there are. Nothing under <c>-o stock</c>.</summary>
    public void SuggestCommand()
    {
        if (_unknownCommand is { } wrong && !Options.Stock
            && Suggestions.Question(wrong, Registry.DcmdNames.Where(n => char.IsAsciiLetter(n[0])), "::") is { } question)
        {
            Warn(question);
        }

        _unknownCommand = null;
    }

    /// <summary>
    /// A command whose name stands behind a pipe without colons; null where it may not, as under stock rules. One is spelled otherwise
    /// with colons: ::group is a command of the kernel.
    /// </summary>
    public Dcmd? FindBareCommand(string name) =>
        !Options.Stock && FindDcmd(name == "group" ? "groupby" : name) is { Info.IsBareWord: true } dcmd ? dcmd : null;

    CommandLookup ILexerContext.FindBareCommand(string name) => FindBareCommand(name) is not { } dcmd ? CommandLookup.UnknownName
        : dcmd.Info.TakesFilter ? CommandLookup.FoundFilter : CommandLookup.Found;

    bool ILexerContext.IsSymbol(string name) => FindSymbol(null, name, out _) == SymbolLookup.Found;

    bool ILexerContext.IsVariable(string name) => Variables.Find(name) is not null;

    ulong IEvaluationContext.GetVariable(string name) => Variables.Find(name)?.Value ?? 0;

    SymbolAnswer IEvaluationContext.TrySymbol(string? module, string name, out ulong value)
    {
        SymbolLookup lookup = FindSymbol(module, name, out Symbol symbol);
        value = lookup == SymbolLookup.Found ? symbol.Value : 0;
        return lookup switch
        {
            SymbolLookup.Found => SymbolAnswer.Found,
            SymbolLookup.UnknownObject when !HasNothing => SymbolAnswer.UnknownObject,
            _ => SymbolAnswer.UnknownName,
        };
    }

    bool IEvaluationContext.TryRead(bool objectFile, ulong address, int size, out ulong value, out string reason)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        AddressSpace memory = objectFile ? ObjectMemory : Memory;
        bool whole = memory.TryRead(address, bytes[..size]);
        value = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
        reason = memory.MissingReason;
        return whole;
    }

    private bool HasModule(string name) =>
        name == "mdb" || (Target.Kind == "kvm" && (name is "genunix" or "unix" or "krtld" or "mm" or "mdb_ks" || Target.Modules.Any(m => m.Name == name)));
}
