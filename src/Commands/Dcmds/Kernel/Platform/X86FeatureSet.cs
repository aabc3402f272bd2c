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

        // Byte by byte: the dump says how many there are, and may claim any number.
        Span<byte> bits = stackalloc byte[1];
        for (ulong i = 0; i < array.Count; i++)
        {
            if (i % 8 == 0 && !call.Target.Memory.TryRead(set.Value + (i / 8), bits))
            {
                call.Run.ReadError($"couldn't read x86_featureset: {Reasons.NoMapping}", set.Value + (i / 8));
                return Status.Error;
            }

            if ((bits[0] & (1 << (int)(i % 8))) != 0
                && !call.Row(Layout, new Row((int)i, names.Element((int)i).TryString(out string name) && name.Length > 0 ? name : $"feature {i}")))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }
}
