using Commands.Pipeline;
using DumpReader.Symbols;
using DumpReader.Types;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Platform;

/// <summary>Lists what the processors can do.</summary>
[Dcmd("x86_featureset")]
internal sealed class X86FeatureSet : Dcmd
{
    private sealed record Row(int Feature, string Name);

    private static readonly Table<Row> Layout = new(
        [new("feature", r => r.Feature), new("name", r => r.Name)], Header: null, (r, w) => w.Printf("%s\n", r.Name));

    public override DcmdInfo Info { get; } = new("x86_featureset", "dump the x86_featureset vector")
    {
        Module = "unix",
        StockPipeForm = false,
        Help = "Lists the features of the processors that the kernel uses, by its own names for them, in the order of their numbers.",
        Examples = ["::x86_featureset"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.Arguments.Count > 0 || call.HasAddress)
        {
            return Status.Usage;
        }

        if (call.Session.FindSymbol(null, "x86_featureset", out Symbol set) != SymbolLookup.Found
            || !KernelObject.TryVariable(call.Run, "x86_feature_names", out Value names) || names.Type.Resolve() is not ArrayType array)
        {
            return call.Fail($"couldn't read x86_featureset: {Reasons.UnknownSymbol}");
        }

        var bits = new byte[(array.Count + 7) / 8];
        if (!call.Target.Memory.TryRead(set.Value, bits))
        {
            call.Run.ReadError($"couldn't read x86_featureset: {Reasons.NoMapping}", set.Value);
            return Status.Error;
        }

        for (int i = 0; i < (int)array.Count; i++)
        {
            if ((bits[i / 8] & (1 << (i % 8))) != 0
                && !call.Row(Layout, new Row(i, names.Element(i).TryString(out string name) && name.Length > 0 ? name : $"feature {i}")))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
