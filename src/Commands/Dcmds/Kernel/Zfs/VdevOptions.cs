using Commands.Pipeline;

namespace Commands.Dcmds.Kernel.Zfs;

/// <summary>What is shown of the devices of a pool, beside their state.</summary>
/// <param name="Errors">What they did, and their errors.</param>
/// <param name="Metaslabs">The regions of top-level devices.</param>
/// <param name="Groups">What the allocator knows of top-level devices.</param>
/// <param name="Histograms">Free segments by size, with the regions and what the allocator knows.</param>
/// <param name="Below">The devices below, too.</param>
internal readonly record struct VdevOptions(bool Errors, bool Metaslabs, bool Groups, bool Histograms, bool Below)
{
    /// <summary>Letters of the options.</summary>
    public const string Letters = "emMh";

    public const string Help = """

              -e  with what they did and their errors
              -m  with the regions (metaslabs) of top-level devices: which, where, free space, and how fragmented that is in percent
              -M  with what the allocator knows of top-level devices: free space in percent, and how fragmented that is
              -h  with -m or -M: also how many free segments of 2 to the power of N bytes there are
            """;

    /// <summary>Whether devices are to be shown at all by a command that need not.</summary>
    public bool Any => Errors || Metaslabs || Groups || Histograms;

    public static VdevOptions Of(CommandOptions options, bool below) =>
        new(options.Has('e'), options.Has('m'), options.Has('M'), options.Has('h'), below);
}
