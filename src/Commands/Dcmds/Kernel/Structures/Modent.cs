using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Structures;

/// <summary>Shows an entry of a hash table.</summary>
[Dcmd("modent")]
internal sealed class Modent : Dcmd
{
    private const string EntryType = "struct mod_hash_entry";

    public override DcmdInfo Info { get; } = new("modent", "display elements of mod_hash tables")
    {
        Usage = "[-k | -v | -t type]",
        Address = AddressUse.Optional,
        UsageDemandsAddress = true,
        Module = "genunix",
        Help = """
            Shows the entry of a hash table at the address: its value and its key.

              -k       the key only
              -v       the value only
              -t type  what the keys are: str, ptr or id
            """,
        Examples = ["*zone_by_name::walk modent | ::modent -t str"],
    };

    public override string? InputType => EntryType;

    public override Status Invoke(Invocation call)
    {
        if (CommandOptions.Parse(call, "kv", texts: "t") is not { } options || options.Rest != call.Arguments.Count
            || "kvt".Count(options.Has) > 1)
        {
            return Status.Usage;
        }

        if (!call.HasAddress)
        {
            return call.Fail("address of mod_hash_entry must be specified");
        }

        var kind = ModHashKeyKind.Unknown;
        if (options.Text('t') is { } name)
        {
            if (ModHashKeys.Named(name) is not { } known)
            {
                return call.Fail($"unknown hash type {name}");
            }

            kind = known;
        }

        bool part = options.Has('k') || options.Has('v');
        if (!part)
        {
            call.Header(ModHashEntryRow.ByAddress);
        }

        if (!KernelObject.TryRead(call.Run, EntryType, call.Address, "failed to read mod_hash_entry at ", out Value entry))
        {
            return Status.Error;
        }

        if (part)
        {
            call.Emit(new Item(entry.Number(options.Has('k') ? "mhe_key" : "mhe_val")), prefix: false);
        }
        else
        {
            call.Row(ModHashEntryRow.ByAddress, Row(call.Run, entry, null, kind), new Item(entry.Address, entry.Type));
        }

        return Status.Ok;
    }

    internal static ModHashEntryRow Row(Run run, Value entry, ulong? chain, ModHashKeyKind kind)
    {
        ulong key = entry.Number("mhe_key");
        return new ModHashEntryRow(entry.Address, chain, entry.Number("mhe_val"), key, ModHashKeys.Text(run, key, kind));
    }
}
