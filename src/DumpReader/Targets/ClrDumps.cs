using DumpReader.Problems;
using Microsoft.Diagnostics.Runtime;

namespace DumpReader.Targets;

/// <summary>Opens cores and minidumps with ClrMD.</summary>
internal static class ClrDumps
{
    /// <summary>Null, and said, where ClrMD cannot open the file; whatever it throws on a damaged one.</summary>
    public static DataTarget? TryLoad(string path, string name, Action<Problem> report)
    {
        try
        {
            // Without the lock-free reader random reads are 14 to 30 times slower, and memory of the upper half is not found.
            return DataTarget.LoadDump(path, new DataTargetOptions { UseLockFreeMemoryMapReader = true, SymbolPaths = [] });
        }
        catch (Exception e) when (e is not OutOfMemoryException { InnerException: null }) // with one is what ClrMD makes of a cut file
        {
            report(new Problem("MDB153", $"{name}: ClrMD cannot open it, so that .NET is not looked for in it"));
            return null;
        }
    }
}
