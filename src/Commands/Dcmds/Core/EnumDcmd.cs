using Commands.Output;
using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>The names and values of an enumeration.</summary>
[Dcmd("enum")]
internal sealed class EnumDcmd : Dcmd
{
    private sealed record Row(long Value, string Name, bool Hex);

    private static readonly Table<Row> Layout = new([new("value", r => r.Value), new("name", r => r.Name)], Header: null, Write);

    public override DcmdInfo Info { get; } = new("enum", "print an enumeration")
    {
        Usage = "[-ex] enum [name]",
        Address = AddressUse.Optional,
        Help = """
            Lists the names of an enumeration with their values; with an address (or
            $[number]) only what that value means, with a name only that one's value.

              -e  leave out the part that all names begin with
              -x  values in hexadecimal, as they are where each is a bit of its own
            """,
        Examples = ["::enum vtype", "3::enum vtype", "::enum vtype VREG", "::enum vtype | =D"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "ex") is not { } options)
        {
            return Status.Usage;
        }

        int next = options.Rest;
        if (TypeWord.Take(call.Arguments, ref next) is not { } name || call.Arguments.Count - next > 1)
        {
            return Status.Usage;
        }

        if (Find(call, name) is not { } type)
        {
            return Status.Error;
        }

        Argument? wanted = next < call.Arguments.Count ? call.Arguments[next] : null;
        if (call.HasAddress && wanted is not null)
        {
            return call.Fail("may only specify one of: name, address", Status.Usage);
        }

        string prefix = options.Has('e') ? EnumNames.Prefix(type.Enumerators) : "";
        bool hex = options.Has('x') || EnumNames.IsFlags(type);
        if (call.WantsHeader && !call.ToPipe)
        {
            call.Line((hex ? "   VALUE " : "      VALUE ") + "NAME".PadRight(64));
        }

        if (wanted is { Text: { } text })
        {
            return OfName(call, type, text, prefix, hex);
        }

        if (wanted is not null || call.HasAddress)
        {
            return OfValue(call, type, wanted?.Value ?? call.Address, prefix, hex);
        }

        foreach (Enumerator enumerator in type.Enumerators)
        {
            if (!Emit(call, enumerator.Value, enumerator.Name[prefix.Length..], hex))
            {
                break;
            }
        }

        return Status.Ok;
    }

    private static EnumType? Find(Invocation call, string name)
    {
        bool tagged = name.StartsWith("enum ", StringComparison.Ordinal);
        string reason = "";
        CType? type = tagged ? null : call.Session.FindType("enum " + name, out reason);
        type ??= call.Session.FindType(name, out reason);
        if (type is null)
        {
            call.Run.Error(tagged ? $"type '{name}': {reason}" : $"types 'enum {name}', '{name}': {reason}");
            return null;
        }

        if (type.Resolve() is not EnumType found)
        {
            call.Run.Error($"'{name}': not an enumeration");
            return null;
        }

        return found;
    }

    private static Status OfName(Invocation call, EnumType type, string name, string prefix, bool hex)
    {
        foreach (Enumerator enumerator in type.Enumerators)
        {
            if (enumerator.Name == name || (prefix.Length > 0 && enumerator.Name == prefix + name))
            {
                Emit(call, enumerator.Value, enumerator.Name[prefix.Length..], hex);
                return Status.Ok;
            }
        }

        return call.Fail($"name \"{name}\" not in '{type.Name}'");
    }

    private static Status OfValue(Invocation call, EnumType type, ulong bits, string prefix, bool hex)
    {
        long value = unchecked((long)bits);
        if (value is < int.MinValue or > int.MaxValue)
        {
            call.Run.Error($"value '{value}' out of enumeration range");
        }
        else if (EnumNames.Describe(type, (int)value) is { } name)
        {
            Emit(call, value, name.StartsWith(prefix, StringComparison.Ordinal) ? name[prefix.Length..] : name, hex);
            return Status.Ok;
        }

        string shown = value switch { < 0 => $"-0t{unchecked((ulong)-value)}", > 9 => $"0t{value}", _ => $"{value}" };
        return call.Fail($"value {shown} not in '{type.Name}'");
    }

    private static bool Emit(Invocation call, long value, string name, bool hex) =>
        call.Row(Layout, new Row(value, name, hex), new Item(unchecked((uint)value)));

    private static void Write(Row row, MdbWriter writer)
    {
        if (row.Hex)
        {
            writer.Printf("%8x %s\n", unchecked((int)row.Value), row.Name);
        }
        else
        {
            writer.Printf("%11d %s\n", unchecked((int)row.Value), row.Name);
        }
    }
}
