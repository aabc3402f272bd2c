using Commands.Pipeline;
using DumpReader.Values;

namespace Commands.Dcmds.Kernel.Network;

/// <summary>The versions of IP, and the commands that tell them apart by their option -P.</summary>
internal static class IpVersion
{
    private const ulong Version6 = 6;

    /// <summary>Whether a member that holds the version of IP says that it is 6.</summary>
    public static bool IsVersion6(this Value value, string member) => value.Number(member) == Version6;

    /// <summary>Runs a command with the options -v, for more of each, and -P, for those of one version.</summary>
    /// <param name="call">The call.</param>
    /// <param name="walker">Walker of all objects.</param>
    /// <param name="typeName">Type of an object.</param>
    /// <param name="failure">What is said up to the address of one that cannot be read.</param>
    /// <param name="tables">The tables without and with -v.</param>
    /// <param name="of">What they show of an object.</param>
    /// <param name="isSix">Whether that is of IPv6.</param>
    public static Status Each<TRow>(
        Invocation call, string walker, string typeName, string failure, (Table<TRow> Short, Table<TRow> Long) tables, Func<Run, Value, TRow> of, Func<TRow, bool> isSix)
    {
        if (CommandOptions.Parse(call, "v", texts: "P") is not { } options || options.Rest != call.Arguments.Count
            || !TryParse(options, out bool? six))
        {
            return Status.Usage;
        }

        Table<TRow> table = options.Has('v') ? tables.Long : tables.Short;
        return KernelObject.Each(call, walker, () => call.Header(table), address =>
        {
            if (!KernelObject.TryRead(call.Run, typeName, address, failure, out Value value))
            {
                return Status.Error;
            }

            TRow row = of(call.Run, value);
            return (six ?? isSix(row)) != isSix(row) || call.Row(table, row, new Item(address, value.Type)) ? Status.Ok : Status.Abort;
        });
    }

    /// <summary>False for what is neither <c>v4</c> nor <c>v6</c>.</summary>
    /// <param name="options">As given.</param>
    /// <param name="six">Which was asked for; null for both.</param>
    private static bool TryParse(CommandOptions options, out bool? six)
    {
        six = options.Text('P') switch { "v4" => false, "v6" => true, _ => null };
        return options.Text('P') is null or "v4" or "v6";
    }
}
