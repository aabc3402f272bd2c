using DumpBuilder.Image;

namespace DumpBuilder;

/// <summary>The same memory and registers as a process of Windows.</summary>
public sealed partial class DumpImage
{
    /// <summary>
    /// Writes a minidump of x86-64, over an existing file: the regions are its memory, the modules its programs (from the start of the text,
    /// with the symbols left out), the registers those of its only thread, and with a panic message it ended by an access violation.
    /// </summary>
    public void WriteMinidump(string path)
    {
        var plan = PagePlan.Make(0, _regions.Select(static r => (r.Space, r.Address, r.Length)));
        byte[] streams = Minidump.Make(Facts, _modules, _registers, plan);
        File.WriteAllBytes(path, streams);
        using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var store = new PageStore(handle, streams.Length, plan.Count);
        foreach (Region r in _regions)
        {
            r.Content(new RegionWriter(store, plan, r.Space, r.Address, r.Length));
        }

        store.Finish();
        RandomAccess.SetLength(handle, streams.Length + (plan.Count * Layout.PageSize));
    }
}
