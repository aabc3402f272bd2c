using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>Makes types by hand.</summary>
[Dcmd("typedef")]
internal sealed class Typedef : Dcmd
{
    private static readonly Table<CType> Names = new(
        [new("name", t => t.Name), new("size", t => t.Size)],
        Header: null,
        (t, w) => w.Printf("%s\n", t.Name));

    public override DcmdInfo Info { get; } = new("typedef", "create synthetic types")
    {
        Usage = "[-c model | -d | -l | -r file | -w file ] [type] [name]",
        Help = """
            Gives a type another name, or defines a structure or union:

              ::typedef int foo_t
              ::typedef "struct { int a; char b[8]; foo_t *c; }" bar_t

            Members are aligned naturally; sizes of arrays are read in the current radix.
            Bit-fields, function pointers and nested definitions are not understood.

              -c model  make the base types of C and of stdint.h, for a target that has
                        none; the model is LP64, ILP32 or LP32
              -d        delete all types made by hand
              -l        list them
              -r file   add the types of a CTF file
              -w file   write them to a CTF file, with the types that they refer to
            """,
        Examples = ["::typedef \"struct { int a; long b; }\" pair_t; ::sizeof pair_t", "::typedef -l"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "dl", texts: "crw") is not { } options)
        {
            return Status.Usage;
        }

        int rest = call.Arguments.Count - options.Rest;
        SyntheticTypes types = call.Session.SyntheticTypes;
        if (options.Text('c') is { } model)
        {
            return rest == 0 ? Create(call, model) : Status.Usage;
        }

        if (options.Text('r') is { } from)
        {
            return rest == 0 ? TypeFile.Read(call, from) : Status.Usage;
        }

        if (options.Text('w') is { } to)
        {
            return rest == 0 ? TypeFile.Write(call, to) : Status.Usage;
        }

        if (options.Has('d') && rest == 0)
        {
            types.Clear();
            return Status.Ok;
        }

        if (options.Has('l') && rest == 0)
        {
            foreach (CType type in types.All)
            {
                if (!call.Row(Names, type))
                {
                    break;
                }
            }

            return Status.Ok;
        }

        if (rest != 2 || call.Arguments[options.Rest].Text is not { } definition || call.Arguments[options.Rest + 1].Text is not { } name)
        {
            return Status.Usage;
        }

        string? error = definition.Contains('{', StringComparison.Ordinal) ? Define(call, definition, name) : Alias(call.Session, definition, name);
        return error is null ? Status.Ok : Refuse(call, error);
    }

    private static Status Create(Invocation call, string model)
    {
        SyntheticTypes types = call.Session.SyntheticTypes;
        if (model is not ("LP64" or "ILP32" or "LP32"))
        {
            Refuse(call, $"invalid data model: {model}");
            return Status.Usage;
        }

        if (call.Session.FindType("int", out _) is null)
        {
            BaseTypes.Add(types, model);
        }

        return Status.Ok;
    }

    private static string? Alias(Session session, string type, string name)
    {
        if (session.FindType(type, out _) is not { } target)
        {
            return $"{type} does not exist";
        }

        if (session.FindType(name, out _) is not null)
        {
            return $"{name} already exists";
        }

        session.SyntheticTypes.Add(new TypedefType(name, target));
        return null;
    }

    private static string? Define(Invocation call, string definition, string name)
    {
        Session session = call.Session;
        var parser = new TypedefParser(
            definition,
            type => session.FindType(type, out _),
            text => session.TryNumber(text, out ulong value, out _) ? value : null);
        if (parser.Parse() is not { } structure)
        {
            return parser.Error;
        }

        if (!TypedefParser.IsIdentifier(name))
        {
            return $"The name {name} is not a valid C identifier.";
        }

        if (session.FindType(name, out _) is not null)
        {
            return $"typedef name {name} already exists";
        }

        if (structure.Tag.Length > 0 && session.FindType(structure.Name, out _) is not null)
        {
            return $"type name {structure.Name} already in use";
        }

        session.SyntheticTypes.Add(structure);
        session.SyntheticTypes.Add(new TypedefType(name, structure));
        return null;
    }

    /// <summary>Stock mdb says these on standard output; in JSON output they would be no object.</summary>
    private static Status Refuse(Invocation call, string message)
    {
        if (call.Session.Options.Form != OutputForm.Text)
        {
            return call.Fail(message);
        }

        call.Line(message);
        return Status.Error;
    }
}
