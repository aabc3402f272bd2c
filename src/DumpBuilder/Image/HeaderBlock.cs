namespace DumpBuilder.Image;

/// <summary>The dump header (<c>dumphdr_t</c> in sys/dumphdr.h, 1912 bytes), as savecore leaves it in a vmcore.</summary>
internal static class HeaderBlock
{
    private const uint Magic = 0xdefec8ed;
    private const uint Version = 10;
    private const uint WordSize = 64;
    private const uint Complete = 2;

    /// <summary>Where the header lies on a plain dump device; nothing in a vmcore depends on it.</summary>
    private const long DeviceStart = 65536;

    private const int NameSize = 257;

    public static byte[] Make(DumpFacts facts, Layout layout)
    {
        byte[] page = new byte[Layout.PageSize];
        Encode.U32(page, 0, Magic);
        Encode.U32(page, 4, Version);
        Encode.U32(page, 8, (facts.IsComplete ? Complete : 0) | (uint)facts.Content);
        Encode.U32(page, 12, WordSize);
        Encode.I64(page, 16, DeviceStart);
        Encode.I64(page, 24, layout.Ksyms);
        Encode.I64(page, 32, layout.PfnTable);
        Encode.I64(page, 40, layout.Map);
        Encode.I64(page, 48, layout.Data);
        Utsname(facts).CopyTo(page, 56);
        Encode.Text(page, 1341, NameSize, facts.Platform);
        Encode.Text(page, 1598, 200, facts.PanicString);
        Encode.I64(page, 1800, facts.CrashTime);
        Encode.I64(page, 1808, 12);
        Encode.I64(page, 1816, Layout.PageSize);
        Encode.I64(page, 1824, layout.HashMask);
        Encode.I64(page, 1832, layout.Pages);
        Encode.I64(page, 1840, layout.Pages);
        Encode.I64(page, 1848, layout.KsymsSize);
        Encode.I64(page, 1856, layout.KsymsSize);
        Encode.U32(page, 1864, facts.IsFaultManagerPanic ? 1u : 0);
        Encode.Text(page, 1868, 37, facts.Uuid);
        return page;
    }

    /// <summary><c>struct utsname</c>: five names of 257 bytes.</summary>
    public static byte[] Utsname(DumpFacts facts)
    {
        byte[] names = new byte[5 * NameSize];
        string[] values = [facts.SystemName, facts.NodeName, facts.Release, facts.Version, facts.Machine];
        for (int i = 0; i < values.Length; i++)
        {
            Encode.Text(names, i * NameSize, NameSize, values[i]);
        }

        return names;
    }
}
