using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Streams;

/// <summary>Flags by name in the options of the STREAMS dcmds.</summary>
internal static class FlagFilter
{
    private static readonly Table<StreamFlag> Flags = Table("%-14s %s\n");

    private static readonly Table<StreamFlag> Types = Table("%-12s %s\n");

    /// <summary>The bits that a name means, 0 without the option; false after the message and the table of all names.</summary>
    /// <param name="call">The call.</param>
    /// <param name="name">The name; null where the option was not given.</param>
    /// <param name="what">E.g. <c>queue flag</c>.</param>
    /// <param name="known">All names.</param>
    /// <param name="bits">What was found.</param>
    /// <param name="shown">What the message calls it instead.</param>
    public static bool TryFlag(Invocation call, string? name, string what, StreamFlag[] known, out ulong bits, string? shown = null) =>
        TryFind(call, name, what, known, Flags, out bits, shown);

    /// <summary>As above for numbers that exclude each other.</summary>
    public static bool TryType(Invocation call, string? name, string what, StreamFlag[] known, out ulong type) =>
        TryFind(call, name, what, known, Types, out type, null);

    /// <summary>
    /// The flag of -F, whose message in stock mdb calls it by the value of -f.
    /// </summary>
    public static bool TryClearFlag(Invocation call, CommandOptions options, string what, StreamFlag[] known, out ulong bits) =>
        TryFlag(call, options.Text('F'), what, known, out bits, call.Stock ? options.Text('f') ?? "<NULL>" : null);

    private static bool TryFind(
        Invocation call, string? name, string what, StreamFlag[] known, Table<StreamFlag> table, out ulong value, string? shown)
    {
        value = 0;
        if (name is null)
        {
            return true;
        }

        foreach (StreamFlag flag in known)
        {
            if (string.Equals(flag.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                value = flag.Value;
                return true;
            }
        }

        call.Run.Error($"unrecognized {what} '{shown ?? name}'");
        foreach (StreamFlag flag in known)
        {
            call.Row(table, flag);
        }

        return false;
    }

    private static Table<StreamFlag> Table(string format) => new(
        [new("value", r => r.Value), new("name", r => r.Name), new("text", r => r.Text)],
        Header: null,
        (r, w) => w.Printf(format, r.Name, r.Text ?? "<NULL>"));
}
