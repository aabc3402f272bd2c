using DumpBuilder.Image;

namespace DumpBuilder;

/// <summary>The same memory and registers as a process of Windows or Linux.</summary>
public sealed partial class DumpImage
{
    /// <summary>
    /// Writes a minidump of x86-64, over an existing file: the regions are its memory, the modules its programs (from the start of the text,
    /// with the symbols left out), the registers those of its only thread, and with a panic message it ended by an access violation.
    /// </summary>
    public void WriteMinidump(string path)
    {
        var plan = PagePlan.Make(0, _regions.Select(static r => (r.Space, r.Address, r.Length)));
        WritePages(path, Minidump.Make(Facts, _modules, _registers, plan), plan, _regions);
    }

    /// <summary>
    /// Writes an ELF core of amd64 Linux, over an existing file: the kernel's regions are its memory at the same addresses, byte for byte as
    /// in the dump that <see cref="Write"/> makes, the registers those of its only thread, which ended by a segmentation fault. What the
    /// dump holds besides, module list and symbols, is not in it.
    /// </summary>
    /// <exception cref="InvalidOperationException">The memory lies in more separate pieces than an ELF header can count.</exception>
    public void WriteCore(string path)
    {
        List<Region> regions = [.. _regions.Where(static r => r.Space == 0)];
        var plan = PagePlan.Make(0, regions.Select(static r => (r.Space, r.Address, r.Length)));
        WritePages(path, CoreHeader.Make(_registers, plan), plan, regions);
    }

    private static void WritePages(string path, byte[] head, PagePlan plan, IReadOnlyList<Region> regions)
    {
        File.WriteAllBytes(path, head);
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var store = new PageStore(handle, head.Length, plan.Count);
        foreach (Region r in regions)
        {
            r.Content(new RegionWriter(store, plan, r.Space, r.Address, r.Length));
        }

        store.Finish();
        RandomAccess.SetLength(handle, head.Length + (plan.Count * Layout.PageSize));
    }
}
