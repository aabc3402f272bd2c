using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel.Zfs;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>Finds buffers of the data management unit.</summary>
[Dcmd("dbufs")]
internal sealed class Dbufs : Dcmd
{
    private const string Type = "dmu_buf_impl_t";

    private static readonly Table<DbufRow> Layout = new(DbufRow.Columns, Header: null, (r, w) => w.Printf("%#lr\n", r.Buffer.Address));

    public override DcmdInfo Info { get; } = new("dbufs", "find dmu_buf_impl_t's that match specified criteria")
    {
        Usage = "[-O objset_t*] [-n objset_name | \"mos\"] [-o object | \"mdn\"] [-l level] [-b blkid | \"bonus\"]",
        Module = "zfs",
        Help = """
            Finds the buffers that meet all of the conditions; ::dbuf shows them. Numbers are hexadecimal.

              -O addr   of the objset_t
              -n name   of the file system, volume or snapshot of that name; mos: of the pool itself
              -o number of the object; mdn: of the object that holds the dnodes
              -l level  of the level; 0 holds data
              -b number of the block; bonus: of the area behind the dnode
            """,
        Examples = ["::dbufs", "::dbufs -n mos -l 0 | ::dbuf"],
    };

    public override Status Invoke(Invocation call)
    {
        if (call.HasAddress || CommandOptions.Parse(call, "", numbers: "Ol", texts: "nob") is not { } options || options.Rest != call.Arguments.Count)
        {
            return Status.Usage;
        }

        if (!TryNumber(call, options.Text('o'), "mdn", DbufRow.MetaDnode, out ulong? wanted)
            || !TryNumber(call, options.Text('b'), "bonus", DbufRow.Bonus, out ulong? block))
        {
            return Status.Usage;
        }

        if (Buffers(call.Run) is not { } buffers)
        {
            return call.Fail("can't walk dbufs");
        }

        var names = new Dictionary<ulong, string>();
        foreach (ulong address in buffers)
        {
            if (!KernelObject.TryRead(call.Run, Type, address, "failed to read dmu_buf_impl_t at ", out Value buffer))
            {
                continue;
            }

            ulong set = buffer.Number("db_objset");
            if (!names.TryGetValue(set, out string? name))
            {
                names[set] = name = DbufRow.NameOf(call.Run, set);
            }

            var row = new DbufRow(buffer, name);
            bool isWanted = (!options.TryNumber('O', out ulong ofSet) || set == ofSet)
                && (options.Text('n') is not { } ofName || name == ofName)
                && (wanted is null || row.Object == wanted)
                && (!options.TryNumber('l', out ulong level) || row.Level == level)
                && (block is null || row.Block == block);
            if (isWanted && !call.Row(Layout, row, new Item(address, buffer.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;
    }

    /// <summary>The buffers of the cache that all are allocated from or, where the allocator has none of that name, those of the hash table.</summary>
    private static IEnumerable<ulong>? Buffers(Run run) => WalkerTable.Find(run.Session, Type) is { } cache
        ? cache.Walk(run, null)?.Select(item => item.Bits)
        : KernelWalk.Start(run, Type, fault => MaskedHash.Buffers.All(run.Session.Kernel, fault))?.Select(item => item.Bits);

    private static bool TryNumber(Invocation call, string? text, string name, ulong meaning, out ulong? number)
    {
        number = text == name ? meaning : null;
        if (text is null || text == name)
        {
            return true;
        }

        bool parsed = call.TryNumber(new Argument(text), out ulong value);
        number = value;
        return parsed;
    }
}
