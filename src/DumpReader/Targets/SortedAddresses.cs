namespace DumpReader.Targets;

/// <summary>Addresses in ascending order. A process may have tens of thousands of mapped files and segments: each is looked up, not gone through.</summary>
internal static class SortedAddresses
{
    /// <summary>Number of the last one that is no larger; -1 for none.</summary>
    public static int LastAtOrBelow(ulong[] sorted, ulong address)
    {
        int at = Array.BinarySearch(sorted, address);
        return at < 0 ? ~at - 1 : at;
    }
}
