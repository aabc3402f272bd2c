using Commands.Pipeline;
using Commands.Walkers;
using DumpReader.Kernel;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Shows generic hash tables and what is in them.</summary>
[Dcmd("modhash")]
internal sealed class ModHashDcmd : Dcmd
{
    private const string HashType = "struct mod_hash";

    public override DcmdInfo Info { get; } = new("modhash", "display information about one or all mod_hash structures")
    {
        Usage = "[-ceht] [-k key] [-v val] [-i index]",
        Address = AddressUse.Optional,
        Module = "genunix",
        Help = """
            Lists all generic hash tables, or shows the one at the address.

              -t        the type of the keys instead of the longest chain
              -e        the entries of the table at the address
              -c        with -e, the first entry of each chain only
              -h        with -e, the number of the chain instead of the entry's address
              -i index  with -e, the entries of this chain only
              -k key    with -e, the entries with this key only
              -v val    with -e, the entries with this value only
            """,
        Examples = ["::modhash", "::modhash -t", "*zone_by_name::modhash", "*zone_by_name::modhash -e"],
    };

    public override string? InputType => HashType;

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "ceht", numbers: "kvi") is not { } options)
        {
            return Status.Usage;
        }

        if (options.Rest < call.Arguments.Count)
        {
            Argument extra = call.Arguments[options.Rest];
            return call.Fail($"unexpected argument: {extra.Text ?? extra.Value.ToString("x")}", Status.Usage);
        }

        if (!options.Has('e'))
        {
            return "chkvi".Any(options.Has) ? call.Fail("printing elements requires -e", Status.Usage) : Summary(call, options);
        }

        return !call.HasAddress ? call.Fail("printing elements from all hashes is not permitted", Status.Usage)
            : options.Has('t') ? call.Fail("hash summary options not permitted when displaying elements", Status.Usage)
            : Elements(call, options);
    }

    private static Status Summary(Invocation call, CommandOptions options)
    {
        bool block = call.HasAddress && !call.IsLoop && !options.Has('t');
        Table<ModHashSummary> table = block ? ModHashSummary.Full : options.Has('t') ? ModHashSummary.Typed : ModHashSummary.Brief;
        return KernelObject.Each(call, "modhash", () => call.Header(table), address =>
            !TryRead(call, address, out Value hash) ? Status.Error
            : call.Row(table, ModHashSummary.Of(call.Run, hash), new Item(address, hash.Type)) ? Status.Ok
            : Status.Abort);
    }

    private static Status Elements(Invocation call, CommandOptions options)
    {
        if (!TryRead(call, call.Address, out Value hash))
        {
            return Status.Error;
        }

        ulong chains = hash.Number("mh_nchains");
        if (options.TryNumber('i', out ulong index) && index >= chains)
        {
            return call.Fail($"mod_hash chain index {index:x} out of range 0..{chains - 1:x}");
        }

        Table<ModHashEntryRow> table = options.Has('h') ? ModHashEntryRow.ByChain : ModHashEntryRow.ByAddress;
        call.Header(table);
        ModHashKeyKind kind = ModHashKeys.KindOf(call.Run, hash);
        foreach (ModHashEntry entry in ModHash.Entries(call.Session.Kernel, hash.Address, fault => KernelWalk.Report(call.Run, fault)).UntilStopped(call.Run))
        {
            if ((options.Has('i') && entry.Chain != index) || (options.Has('c') && !entry.IsFirst))
            {
                continue;
            }

            if (!KernelObject.TryRead(call.Run, "struct mod_hash_entry", entry.Address, "failed to read mod_hash_entry at ", out Value value))
            {
                return Status.Error;
            }

            if (Matches('k', value.Number("mhe_key")) && Matches('v', value.Number("mhe_val"))
                && !call.Row(table, Modent.Row(call.Run, value, entry.Chain, kind), new Item(entry.Address, value.Type)))
            {
                return Status.Abort;
            }
        }

        return Status.Ok;

        bool Matches(char option, ulong number) => !options.TryNumber(option, out ulong wanted) || wanted == number;
    }

    private static bool TryRead(Invocation call, ulong address, out Value hash) =>
        KernelObject.TryRead(call.Run, HashType, address, "failed to read mod_hash_t at ", out hash);
}
