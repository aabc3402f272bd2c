using System.Diagnostics;
using Commands.Tests.Fakes;
using Conformance;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>
/// Devices, modules, file systems and open files of which the links lead in circles or the counts are absurd: an answer, marked partial,
/// soon.
/// </summary>
public class DamagedDeviceTests
{
    private const ulong Root = 0xfffffe5af005a640;
    private const ulong Pci = 0xfffffe5af005c0c0;
    private const ulong Bridge = 0xfffffe5af005c580;
    private const ulong Network = 0xfffffe5af005c880;
    private const ulong SecondNetwork = 0xfffffe5af005cf80;
    private const ulong Disk = 0xfffffe5af005d580;
    private const ulong Zfs = 0xfffffe5ae0034080;
    private const ulong Editor = 0xfffffe5af601a000;
    private const ulong Notes = 0xfffffe5af607c5e8;

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(30);

    private static readonly Dictionary<string, (string Command, Action<PatchedTarget> Damage)> Cases = new()
    {
        ["siblings in a circle"] = ("::prtconf", t => t.Set("struct dev_info", 0xfffffe5af005dd40, "devi_sibling", Bridge)),
        ["a sibling of itself"] = ("::walk devinfo_children", t => t.Set("struct dev_info", Bridge, "devi_sibling", Bridge)),
        ["a child that is an ancestor"] = ("::prtconf -v", t => t.Set("struct dev_info", Disk, "devi_child", Pci)),
        ["ancestors in a circle"] = ("fffffe5af005d580::prtconf -p", t => t.Set("struct dev_info", Root, "devi_parent", Pci)),
        ["parents in a circle"] = ("fffffe5af005d580::walk devinfo", t => t.Set("struct dev_info", Root, "devi_parent", Root)),
        ["siblings of a node in a circle"] =
            ("fffffe5af005c880::walk devinfo_siblings", t => t.Set("struct dev_info", SecondNetwork, "devi_sibling", SecondNetwork)),
        ["nodes of a driver in a circle"] = ("::devbindings -q e1000g", t => t.Set("struct dev_info", Network, "devi_next", Network)),
        ["properties in a circle"] =
            ("fffffe5af005c880::devinfo", t => t.Set("ddi_prop_t", 0xfffffe5af005cb80, "prop_next", 0xfffffe5af005cb80)),
        ["a property without end"] = ("fffffe5af005c880::devinfo", t => t.Set("ddi_prop_t", 0xfffffe5af005cb80, "prop_len", 0x7fffffff)),
        ["minor nodes in a circle"] =
            ("fffffe5af005ad00::minornodes", t => t.Set("struct ddi_minor_data", 0xfffffe5af005b100, "next", 0xfffffe5af005b000)),
        ["a soft state without end"] = ("*bd_state::walk softstate_all", BreakSoftState),
        ["bindings in a circle"] =
            ("mb_hashtab::walk binding_hash", t => t.Set("struct bind", 0xfffffe5af005a4c0, "b_next", 0xfffffe5af005a4c0)),
        ["major numbers without end"] = ("::devnames", t => t.Put(SymbolOf(t, "devcnt"), [0xff, 0xff, 0xff, 0x7f])),
        ["modules in a circle"] = ("::modctl", t => t.Set("struct modctl", 0xfffffe5ae00306c0, "mod_next", 0xfffffe5ae002ff00)),
        ["modules in a circle, by device"] =
            ("::walk modctl | ::modctl2devinfo", t => t.Set("struct modctl", Zfs, "mod_next", 0xfffffe5ae00333c0)),
        ["file systems in a circle"] = ("::fsinfo -v", t => t.Set("struct vfs", 0xfffffe5af00136c0, "vfs_next", 0xfffffe5af0013580)),
        ["names in a circle"] = ("::dnlc", t => BreakName(t, "hash_next", own: true)),
        ["names that point nowhere"] = ("fffffe5af6002360::vnode2path", t => BreakName(t, "hash_next", own: false)),
        ["locks in a circle"] = ("::lminfo", t => t.Set("lock_descriptor_t", 0xfffffe5af0038d80, "l_next", 0xfffffe5af0038d80)),
        ["swap in a circle"] = ("::swapinfo", t => t.Set("struct swapinfo", 0xfffffe5af0063f00, "si_next", 0xfffffe5af0063e40)),
        ["open files without end"] =
            ("fffffe5af601a000::pfiles", t => t.Set("uf_info_t", FilesOf(t, Editor), "fi_nfiles", 0x7fffffff)),
        ["segments in a circle"] = ("fffffe5af6003000::pmap", BreakSegments),
    };

    public static TheoryData<string, bool> Names() => new(Cases.Keys.SelectMany(_ => (bool[])[false, true], (name, stock) => (name, stock)));

    [Theory]
    [MemberData(nameof(Names))]
    public void What_never_ends_ends_and_says_so(string name, bool stock)
    {
        (string command, Action<PatchedTarget> damage) = Cases[name];
        using PatchedTarget target = Open();
        damage(target);
        var watch = Stopwatch.StartNew();
        Answer answer = TestSession.Text(command, options => options.Stock = stock, target: target);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Soon);
        Assert.NotEmpty(answer.Out);
        Assert.True(stock ? answer.Error.Length > 0 : answer.Error.Contains("mdb: partial: ", StringComparison.Ordinal), answer.Error);
    }

    [Fact]
    public void A_path_without_end_is_cut()
    {
        using PatchedTarget target = Open();
        const ulong text = 0x10000;
        byte[] bytes = new byte[1 << 20];
        Array.Fill(bytes, (byte)'a');
        target.Put(text, bytes);
        target.Set("struct vnode", Notes, "v_path", text);
        Answer answer = TestSession.Text("fffffe5af607c5e8::vnode2path", target: target);
        Assert.Equal(4097, answer.Out.Length);
        Assert.Equal("mdb: partial: more than 4096 elements at v_path 10000 (MDB525)\n", answer.Error);
    }

    /// <summary>The cache is read once; a later statement that uses what was read is partial all the same.</summary>
    [Fact]
    public void Every_statement_that_needs_the_damaged_name_cache_is_partial()
    {
        using PatchedTarget target = Open();
        BreakName(target, "hash_next", own: true);
        Answer answer = TestSession.Text("fffffe5af607c5e8::vnode2path\n::dnlc\n::dnlc", target: target);
        Assert.Equal(2, answer.Error.Split("mdb: partial: inconsistent dnlc chain").Length - 1);
    }

    private static PatchedTarget Open() => new(DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("system")] }));

    private static ulong SymbolOf(PatchedTarget target, string name)
    {
        Assert.Equal(DumpReader.Symbols.SymbolLookup.Found, target.Symbols.Find(null, name, out DumpReader.Symbols.Symbol symbol));
        return symbol.Value;
    }

    private static ulong FilesOf(PatchedTarget target, ulong process) =>
        new DumpReader.Values.Value(target.Memory, target.Types.Find(null, "proc_t", out _)!, process)["p_user.u_finfo"].Address;

    private static void BreakSoftState(PatchedTarget target)
    {
        Assert.True(target.Memory.TryReadUInt64(SymbolOf(target, "bd_state"), out ulong state));
        target.Set("struct i_ddi_soft_state", state, "n_items", ulong.MaxValue);
    }

    /// <summary>Damages the entry of report.csv.</summary>
    private static void BreakName(PatchedTarget target, string member, bool own)
    {
        var reader = new DumpReader.Kernel.Files.NameCacheReader(
            new DumpReader.Kernel.KernelObjects(target.Memory, target.Symbols, target.Types));
        ulong entry = reader.Read(_ => { }, (_, _) => { }).First(e => e.Name == "report.csv").Address;
        target.Set("struct ncache", entry, member, own ? entry : 0x10);
    }

    /// <summary>Makes a leaf of the tree of segments the parent of its root.</summary>
    private static void BreakSegments(PatchedTarget target)
    {
        var process = new DumpReader.Values.Value(target.Memory, target.Types.Find(null, "proc_t", out _)!, 0xfffffe5af6003000);
        ulong root = process["p_as->a_segtree.avl_root"].AsUInt64();
        ulong node = root;
        while (target.Memory.TryReadUInt64(node, out ulong child) && child != 0)
        {
            node = child;
        }

        target.Put(node, BitConverter.GetBytes(root));
    }
}
