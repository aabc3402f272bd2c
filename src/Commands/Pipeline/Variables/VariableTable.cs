using System.Buffers;
using DumpReader.Formats.Elf;

namespace Commands.Pipeline;

/// <summary>All variables of a session, in the order in which they came to be.</summary>
internal sealed class VariableTable
{
    private const int LongestName = 30;
    private static readonly SearchValues<char> Forbidden = SearchValues.Create("#%^&*-+=,:$/\\?<>;|!`'\"[](){} \t\n");

    private readonly Dictionary<string, Variable> _byName = new(StringComparer.Ordinal);
    private readonly List<Variable> _all = [];

    public VariableTable(Session session)
    {
        Add(Own(".", () => session.Dot, value => session.Dot = value));
        Add(Own("0", () => session.LastValue, value => session.LastValue = value));
        ulong first = 0;
        Variable second = Own("2");
        Add(Own("1", () => first, value => (second.Value, first) = (first, value)));
        Add(second);
        Add(Own("9"));
        ImageLayout image = session.Target.Image ?? default;
        Add(Own("b", image.DataBase));
        Add(Own("d", image.DataSize));
        Add(Own("e", image.Entry));
        Add(Own("m", session.Target.Image is null ? 0 : ImageLayout.Magic));
        Add(Own("t", image.TextSize));
        Add(Own("hits", 0));

        ulong display = 0;
        Add(Own("_", () => display, value => session.IsSymbolic = (display = value) == 0));

        Add(new Variable("thread", () => 0) { IsPersistent = true, IsReadOnly = true });
        if (session.Target.Kind == "kvm" || session.Target.Process is not null)
        {
            foreach (Variable register in RegisterNames.All(session.Target.Registers, session.Options.Stock))
            {
                Add(register);
            }
        }
    }

    public IReadOnlyList<Variable> All => _all;

    public Variable? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Sets a variable, making it where there is none; null, or why it cannot be.</summary>
    public string? Set(string name, ulong value)
    {
        if (Refuse(name) is { } refusal)
        {
            return Find(name) is { IsReadOnly: true } ? $"cannot modify read-only variable '{name}'" : refusal;
        }

        if (Find(name) is { } known)
        {
            known.Value = value;
        }
        else
        {
            Add(new Variable(name) { Value = value });
        }

        return null;
    }

    /// <summary>Why a name cannot be set, in the words of the walks; null when it can.</summary>
    public string? Refuse(string name)
    {
        if (Find(name) is { } known)
        {
            return known.IsReadOnly ? $"variable {name} is read-only" : null;
        }

        if (name.Length > LongestName)
        {
            return "variable names may not exceed 30 characters";
        }

        int bad = name.AsSpan().IndexOfAny(Forbidden);
        return bad < 0 ? null : $"'{name[bad]}' may not be used in a variable name";
    }

    /// <summary>Removes a variable; null, or why it stays.</summary>
    public string? Remove(string name)
    {
        if (Find(name) is not { } known)
        {
            return $"variable '{name}' not defined";
        }

        if (known.IsPersistent)
        {
            return $"cannot remove persistent variable '{name}'";
        }

        _byName.Remove(name);
        _all.Remove(known);
        return null;
    }

    private void Add(Variable variable)
    {
        _byName[variable.Name] = variable;
        _all.Add(variable);
    }

    private static Variable Own(string name, ulong value) => new(name) { IsPersistent = true, Value = value };

    private static Variable Own(string name, Func<ulong>? get = null, Action<ulong>? set = null) =>
        new(name, get, set) { IsPersistent = true };
}
