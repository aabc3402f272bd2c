using Commands.Pipeline;
using DumpReader.Types;

namespace Commands.Dcmds.Core;

/// <summary>Names every type that is known.</summary>
[Dcmd("typelist")]
internal sealed class TypeList : Dcmd
{
    private sealed record Row(CType Type, bool Verbose);

    private static readonly Table<Row> Layout = new(
        [new("name", r => r.Type.Name), new("size", r => r.Type.Size), new("module", r => r.Type.Module)],
        Header: null,
        (r, w) =>
        {
            if (r.Verbose)
            {
                w.Printf("%-40s %8lu %s\n", r.Type.Name, r.Type.Size, r.Type.Module ?? "");
            }
            else
            {
                w.Printf("%s\n", r.Type.Name);
            }
        });

    public override DcmdInfo Info { get; } = new("typelist", "list known types")
    {
        Usage = "[-v]",
        Help = "Names every type of the target and those made by ::typedef; -v adds the size and the module that declares it.",
        StockHelp = false,
        Examples = ["::typelist", "::typelist -v"],
    };

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "v") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        foreach (CType type in call.Target.Types.All().Concat(call.Session.SyntheticTypes.All).Where(IsNamed))
        {
            if (!call.Row(Layout, new Row(type, options.Has('v'))))
            {
                break;
            }
        }

        return Status.Ok;
    }

    /// <summary>Pointers, arrays, qualifiers and functions have no name of their own.</summary>
    private static bool IsNamed(CType type) => type.Kind is TypeKind.Integer or TypeKind.Float or TypeKind.Struct or TypeKind.Union
        or TypeKind.Enum or TypeKind.Forward or TypeKind.Typedef;
}
