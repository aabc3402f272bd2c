using Commands.Dcmds.Core;
using Commands.Dcmds.Kernel.Zfs;
using Commands.Walkers.Kernel.Files;
using Commands.Walkers.Kernel.Memory;
using Commands.Walkers.Kernel.Structures;
using Commands.Walkers.Kernel.Tasks;
using Commands.Walkers.Kernel.Zfs;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Devices;
using DumpReader.Kernel.Files;
using DumpReader.Kernel.Memory.Graph;
using DumpReader.Kernel.Network;
using DumpReader.Spaces;
using static Commands.Tests.Hostile.Claims.LimitCase;

namespace Commands.Tests.Hostile.Claims;

/// <summary>Kernels of a few objects, made for what no sample has.</summary>
internal static class MadeCases
{
    private const string Page = """
        struct vnode { struct page *v_pages; };
        struct page { struct vnode *p_vnode; unsigned long p_offset; struct page *p_hash; struct page *p_vpnext; unsigned char p_state; char p_rest[5000]; };
        """;

    public static LimitCase[] All { get; } =
    [
        Made(
            nameof(Limits.RctlChains), "typedef struct rctl { struct rctl *rc_next; } rctl_t; typedef struct rctl_set { rctl_t **rcs_ctls; } rctl_set_t;",
            s =>
            {
                s.Kernel.Variable("rctl_set_size", 0x1000, uint.MaxValue);
                s.Kernel.Put("rctl_set_t", 0x2000, ("rcs_ctls", 0x100000));
                s.Kernel.Memory.Write(0x100000, new byte[(Limits.RctlChains * 8) + 8]);
                s.Walk(new RctlSetWalker(), 0x2000);
            },
            "more than 65536"),
        Made(
            nameof(Limits.LockGraphs), "struct graph { int active_locks; int sleeping_locks; }; typedef struct lock_descriptor { struct lock_descriptor *l_next; } lock_descriptor_t;",
            s =>
            {
                s.Kernel.Symbols.Add("lock_graph", 0x1000, size: ulong.MaxValue / 2);
                s.Kernel.Memory.Write(0x1000, new byte[(Limits.LockGraphs * 8) + 8]);
                s.Walk(new LockGraphWalker(), null);
            },
            "more than 4096"),
        Made(
            nameof(Limits.BufferHeads), """
                struct hbuf { int b_flags; struct buf *b_forw; struct buf *b_back; };
                struct buf { int b_flags; struct buf *b_forw; struct buf *b_back; };
                struct var { int v_buf; int v_hbuf; };
                """,
            s =>
            {
                const int size = 24;
                s.Kernel.Variable("hbuf", 0x1000, 0x100000);
                s.Kernel.Symbols.Add("v", 0x2000);
                s.Kernel.Put("struct var", 0x2000, ("v_hbuf", 0x7fffffff));
                byte[] heads = new byte[size * ((int)Limits.BufferHeads + 1)];
                for (int i = 0; i < heads.Length; i += size)
                {
                    BitConverter.TryWriteBytes(heads.AsSpan(i + 8), 0x100000UL + (ulong)i); // its own ring, of nothing else
                }

                s.Kernel.Memory.Write(0x100000, heads);
                s.Walk(new BufWalker(), null);
            },
            "more than 1048576"),
        Made(
            nameof(Limits.TxgSlots), """
                typedef struct txg_node { struct txg_node *tn_next[100]; } txg_node_t;
                typedef struct txg_list { unsigned long tl_offset; txg_node_t *tl_head[100]; } txg_list_t;
                """,
            s =>
            {
                s.Kernel.Put("txg_list_t", 0x1000);
                s.Walk(new TxgListWalker(), 0x1000);
            },
            "more than 64"),
        Made(
            nameof(Limits.PageStructureBytes), Page,
            s =>
            {
                s.Kernel.Put("struct vnode", 0x1000);
                s.Walk(new PageWalker(), 0x1000);
            },
            "5040 bytes in the dump's types, more than 4096"),
        Made(
            nameof(Limits.ArcStatistics), "typedef struct kstat_named { char name[31]; union { unsigned long ui64; } value; } kstat_named_t;",
            s =>
            {
                s.Kernel.Symbols.Add("arc_stats", 0x1000, size: ulong.MaxValue / 2);
                s.Kernel.Memory.Write(0x1000, new byte[40 * (Limits.ArcStatistics + 1)]);
                s.Call(new Arc(), null);
            },
            "more than 1024"),
        Made(
            nameof(Limits.RequestSizeBytes), "struct unused { int a; };",
            s =>
            {
                s.Kernel.Symbols.Add("kmem_alloc_sizes", 0x1000, size: ulong.MaxValue / 2);
                s.Kernel.Memory.Write(0x1000, new byte[Limits.RequestSizeBytes + 4]);
                RequestSizes.Read(s.Kernel.Objects, fault => s.Run.PartialAlways(fault.Problem));
            },
            "more than 65536"),
        Made(
            nameof(Limits.PartsOfType), "typedef struct kmutex { int owner; } kmutex_t; struct many { kmutex_t locks[2000000000]; };",
            s => Parts(s, "struct many"), "struct many has more than"),
        Made(
            nameof(Limits.NeighbourChains), """
                struct ip_stack { struct ndp_g_s *ips_ndp4; struct ndp_g_s *ips_ndp6; };
                struct ncec_s { struct ncec_s *ncec_next; };
                struct ndp_g_s { struct ncec_s *nce_hash_tbl[70000]; };
                """,
            s =>
            {
                s.Kernel.Put("struct ip_stack", 0x1000, ("ips_ndp4", 0x100000));
                s.Kernel.Memory.Write(0x100000, new byte[8 * 70_000]);
                Assert.Empty(Neighbours.Cached(s.Kernel.Objects, 0x1000, fault => s.Run.PartialAlways(fault.Problem)));
            },
            "more than 65536"),
        Made(
            nameof(Limits.MostCodeStepped), "struct unused { int a; };",
            s =>
            {
                s.Kernel.Symbols.Add("f", 0x1000, DumpReader.Symbols.SymbolType.Function, size: 1UL << 40);
                const ulong far = 0x2000 + Limits.MostCodeStepped;
                Assert.Equal(far, DisWindow.Start(s.Run, s.Kernel.Memory, far, 10));
            },
            "is 16781312 bytes from the start of its function, more than the 16777216 that are stepped through; no instructions ahead of it are listed"),
        Made(
            nameof(Limits.SnodeChains), "struct snode { struct snode *s_next; };",
            s =>
            {
                s.Kernel.Symbols.Add("stable", 0x100000);
                s.Kernel.Memory.Write(0x100000, new byte[(Limits.SnodeChains * 8) + 8]);
                s.Kernel.Symbols.Add("stablesz", 0x1000);
                s.Kernel.Memory.WriteUInt32(0x1000, uint.MaxValue);
                Assert.Empty(SpecialNodes.Walk(s.Kernel.Objects, fault => s.Run.PartialAlways(fault.Problem)));
            },
            "more than 65536"),
        Made(
            nameof(Limits.PathComponents), "typedef struct vnode { char *v_path; } vnode_t;",
            s =>
            {
                s.Kernel.Put("vnode_t", 0x1000);
                s.Kernel.Variable("rootdir", 0x2000, ulong.MaxValue);
                var cache = new NameCache(Enumerable.Range(0, 1000).Select(i => new NameCacheEntry(1, 0x1000 + (ulong)i, 0x1001 + (ulong)i, "d")));
                Assert.StartsWith("??/d/d", VnodePaths.Find(s.Kernel.Objects, () => cache, 0x1000, fault => s.Run.PartialAlways(fault.Problem))?.Text, StringComparison.Ordinal);
            },
            "more than 512"),
        new(nameof(Limits.DeviceNodes), "more than 1048576 elements at devinfo", () =>
        {
            var faults = new List<WalkFault>();
            var kernel = new KernelObjects(
                new Nodes(), new Shared.FakeSymbols(new Shared.FakeSymbolTable()), Shared.FakeTypes.Of("struct dev_info { struct dev_info *devi_child; struct dev_info *devi_sibling; };"));
            Assert.Equal(Limits.DeviceNodes, DeviceTree.Below(kernel, Nodes.Root, faults.Add).Count());
            return new Answer("", string.Join('\n', faults.Select(f => f.Problem.Message)), 1);
        }),
        Made(nameof(Limits.TypeNesting), Nested(70), s => Parts(s, "struct n70"), "struct n5 has more than"),
    ];

    /// <summary>A node whose children are of any number, each the sibling of the one before, and have none themselves.</summary>
    private sealed class Nodes : AddressSpace
    {
        public const ulong Root = 0x10000;

        public override int Read(ulong address, Span<byte> buffer)
        {
            bool isChild = address % 16 == 0;
            return BitConverter.TryWriteBytes(buffer, isChild && address != Root ? 0 : (address & ~15UL) + 16) ? 8 : 0;
        }
    }

    private static void Parts(FakeSession session, string type)
    {
        var places = PartPlaces.Of(session.Kernel.Types, "kmutex_t");
        Assert.InRange(places.In(Shared.FakeTypes.Type(session.Kernel.Types, type)).Count, 0, Limits.PartsOfType);
        session.Run.Partial(Assert.NotNull(places.Cut));
    }

    /// <summary>A lock in a structure in a structure, so many times.</summary>
    private static string Nested(int levels) => "typedef struct kmutex { int owner; } kmutex_t; struct n0 { kmutex_t lock; };"
        + string.Concat(Enumerable.Range(1, levels).Select(i => $" struct n{i} {{ struct n{i - 1} inner; }};"));
}
