using Commands.Pipeline;
using DumpReader.Kernel;

namespace Commands.Walkers.Kernel.Network;

/// <summary>Source addresses that connections hold by number, of the IP stack given, or of all.</summary>
[Walker("srcid")]
internal sealed class SrcidWalker : Walker
{
    public override WalkerInfo Info { get; } =
        new("srcid", "walk source addresses held by number, of an ip_stack_t or of all") { Module = "ip", Yields = "struct srcid_map" };

    public override IEnumerable<Item>? Walk(Run run, Item? start) => StackWalk.Of(run, start, Info.Yields, (kernel, stack, fault) =>
        new KernelList("struct srcid_map", "sm_next", "srcid_map").Of(kernel, stack, "struct ip_stack", "ips_srcid_head", fault));
}
