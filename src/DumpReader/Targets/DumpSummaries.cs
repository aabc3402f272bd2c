using DumpReader.Formats.IllumosCrash;

namespace DumpReader.Targets;

/// <summary>What a person asks of a header.</summary>
internal static class DumpSummaries
{
    public static DumpSummary Of(DumpHeader header, string name) => new()
    {
        Path = name,
        NodeName = header.NodeName,
        Release = header.Release,
        Version = header.KernelVersion,
        Machine = header.Machine,
        Platform = header.Platform,
        PanicMessage = header.PanicString,
        ImageUuid = header.Uuid,
        CrashTime = header.CrashTime,
        Content = (header.Flags & DumpFlags.All) != 0 ? DumpContent.AllPages
            : (header.Flags & DumpFlags.CurrentProcess) != 0 ? DumpContent.CurrentProcess
            : DumpContent.KernelPages,
        IsLive = (header.Flags & DumpFlags.Live) != 0,
        IsComplete = (header.Flags & DumpFlags.Complete) != 0,
    };
}
