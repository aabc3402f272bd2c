using Commands.Dcmds.Kernel.Streams;
using Commands.Dcmds.Kernel.Structures;
using Commands.Pipeline;
using Commands.Walkers.Kernel.Streams;
using Commands.Walkers.Kernel.Structures;
using Shared;

namespace Commands.Tests.Dcmds.Kernel;

/// <summary>Lists that have no end end all the same, and the answer says that it is not whole, also under stock rules, where mdb would hang.</summary>
public class StructureDamageTests
{
    private const string Types = """
        typedef unsigned long size_t;
        typedef unsigned int uint_t;
        typedef unsigned short uint16_t;
        struct datab { char *db_base; char *db_lim; unsigned char db_type; };
        typedef struct datab dblk_t;
        struct msgb { struct msgb *b_next; struct msgb *b_prev; struct msgb *b_cont; char *b_rptr; char *b_wptr;
            struct datab *b_datap; unsigned short b_flag; };
        typedef struct msgb mblk_t;
        struct module_info { unsigned short mi_idnum; char *mi_idname; };
        struct qinit { struct module_info *qi_minfo; };
        struct queue { struct qinit *q_qinfo; struct msgb *q_first; struct queue *q_next; struct queue *q_link; size_t q_count;
            uint_t q_flag; struct stdata *q_stream; void *q_syncq; };
        typedef struct queue queue_t;
        struct stdata { struct queue *sd_wrq; struct stdata *sd_mate; };
        typedef struct stdata stdata_t;
        struct mod_hash_entry { void *mhe_key; void *mhe_val; struct mod_hash_entry *mhe_next; };
        struct mod_hash_stat { size_t mhs_hit; size_t mhs_miss; size_t mhs_coll; size_t mhs_nelems; size_t mhs_nomem; };
        struct mod_hash { char *mh_name; int mh_sleep; size_t mh_nchains; void *mh_keycmp; struct mod_hash *mh_next;
            struct mod_hash_stat mh_stat; struct mod_hash_entry *mh_entries[1]; };
        struct nvlist { int nvl_version; uint_t nvl_nvflag; unsigned long nvl_priv; };
        typedef struct nvlist nvlist_t;
        struct nvpair { int nvp_size; short nvp_name_sz; short nvp_reserve; int nvp_value_elem; int nvp_type; };
        typedef struct nvpair nvpair_t;
        struct i_nvp_links { struct i_nvp *_nvi_next; struct i_nvp *_nvi_prev; };
        union i_nvp_un { unsigned long _nvi_align; struct i_nvp_links _nvi; };
        struct i_nvp { union i_nvp_un _nvi_un; nvpair_t nvi_nvp; };
        typedef struct i_nvp i_nvp_t;
        struct nvpriv { i_nvp_t *nvp_list; };
        typedef struct nvpriv nvpriv_t;
        struct errorq_elem { struct errorq_elem *eqe_next; struct errorq_elem *eqe_prev; void *eqe_data; };
        typedef struct errorq_elem errorq_elem_t;
        struct errorq { char eq_name[32]; errorq_elem_t *eq_phead; errorq_elem_t *eq_pend; struct errorq *eq_next; };
        typedef struct errorq errorq_t;
        """;

    private readonly FakeSession _session = new(new FakeKernel(() => FakeTypes.Of(Types)), stock: true);

    private FakeKernel Kernel => _session.Kernel;

    [Theory]
    [InlineData("b_next", 0x1000)]
    [InlineData("b_next", 0x2000)]
    [InlineData("b_cont", 0x1000)]
    [InlineData("b_cont", 0x2000)]
    public void Messages_linked_in_a_circle_end(string link, ulong target)
    {
        Kernel.Put("mblk_t", 0x1000, (link, 0x2000));
        Kernel.Put("mblk_t", 0x2000, (link, target));
        Walker walker = link == "b_next" ? new BNextWalker() : new BContWalker();
        Assert.Equal([0x1000, 0x2000], _session.Walk(walker, 0x1000));
        AssertPartial();
    }

    [Fact]
    public void The_messages_of_a_queue_are_counted_to_the_first_repeat()
    {
        Kernel.Put("queue_t", 0x5000, ("q_first", 0x1000));
        Kernel.Put("mblk_t", 0x1000, ("b_next", 0x2000));
        Kernel.Put("mblk_t", 0x2000, ("b_next", 0x1000));
        Assert.Contains(" 2 0000000000001000\n", _session.Call(new QueueDcmd(), 0x5000).Text, StringComparison.Ordinal);
        AssertPartial();
    }

    [Theory]
    [InlineData("q_next")]
    [InlineData("q_link")]
    public void Queues_linked_in_a_circle_end(string link)
    {
        Kernel.Put("queue_t", 0x1000, (link, 0x2000));
        Kernel.Put("queue_t", 0x2000, (link, 0x1000));
        Walker walker = link == "q_next" ? new QNextWalker() : new QLinkWalker();
        Assert.Equal([0x1000, 0x2000], _session.Walk(walker, 0x1000));
        AssertPartial();
    }

    [Fact]
    public void A_stream_whose_queues_are_linked_in_a_circle_is_drawn_once()
    {
        ulong size = 0x40;
        Kernel.Put("stdata_t", 0x9000, ("sd_wrq", 0x1000 + size));
        Kernel.Put("queue_t", 0x1000, ("q_flag", 0x10));
        Kernel.Put("queue_t", 0x1000 + size, ("q_next", 0x1000 + size));
        Assert.Single(_session.Call(new StreamDcmd(), 0x9000).Items);
        AssertPartial();
    }

    [Fact]
    public void A_chain_of_a_hash_table_that_is_a_circle_is_counted_to_the_first_repeat()
    {
        Kernel.Put("struct mod_hash", 0x1000, ("mh_nchains", 1));
        Kernel.Memory.WriteUInt64(0x1000 + Kernel.Offset("struct mod_hash", "mh_entries"), 0x2000);
        Kernel.Put("struct mod_hash_entry", 0x2000, ("mhe_next", 0x3000));
        Kernel.Put("struct mod_hash_entry", 0x3000, ("mhe_next", 0x3000));
        Assert.Equal([0x2000, 0x3000], _session.Walk(new ModentWalker(), 0x1000));
        Assert.Contains("chain length = 2", _session.Call(new ModHashDcmd(), 0x1000).Text, StringComparison.Ordinal);
        AssertPartial();
    }

    [Fact]
    public void A_hash_table_that_claims_more_chains_than_any_has_is_not_searched()
    {
        Kernel.Put("struct mod_hash", 0x1000, ("mh_nchains", ulong.MaxValue));
        Assert.Null(_session.Walk(new ModentWalker(), 0x1000));
        AssertPartial();
    }

    [Fact]
    public void Pairs_linked_in_a_circle_end()
    {
        PutList(0x1000, 0x3000);
        PutPair(0x3000, next: 0x3000, type: 1, value: []);
        Assert.Equal("a(unknown)\n", _session.Call(new Nvlist(), 0x1000).Text);
        AssertPartial();
    }

    [Fact]
    public void A_list_that_contains_itself_is_shown_once()
    {
        PutList(0x1000, 0x3000);
        PutPair(0x3000, next: 0, type: 20, value: BitConverter.GetBytes(0x1000UL));
        Assert.Equal("a[0]\n    a[0]\n", _session.Call(new Nvlist(), 0x1000).Text);
        AssertPartial();
    }

    [Fact]
    public void A_pair_whose_sizes_contradict_each_other_is_left_out()
    {
        PutList(0x1000, 0x3000);
        PutPair(0x3000, next: 0, type: 1, value: []);
        Kernel.Set("nvpair_t", 0x3000 + Kernel.Offset("i_nvp_t", "nvi_nvp"), "nvp_size", 1);
        Assert.Equal("", _session.Call(new Nvlist(), 0x1000).Text);
        Assert.True(_session.Run.IsPartial);
    }

    /// <summary>Each level has an array that names the next level a thousand times: lists without pairs count, too.</summary>
    [Fact]
    public void Lists_that_multiply_from_level_to_level_end_at_the_limit()
    {
        const int levels = 4;
        for (ulong level = 0; level < levels; level++)
        {
            ulong list = 0x100000 + (level * 0x10000);
            byte[] next = [.. Enumerable.Repeat(BitConverter.GetBytes(list + 0x10000), 1000).SelectMany(bytes => bytes)];
            PutList(list, list + 0x1000);
            PutPair(list + 0x1000, next: 0, type: 20, next);
            Kernel.Set("nvpair_t", list + 0x1000 + Kernel.Offset("i_nvp_t", "nvi_nvp"), "nvp_value_elem", 1000);
        }

        PutList(0x100000 + (levels * 0x10000), 0);
        var faults = new List<DumpReader.Kernel.WalkFault>();
        var tree = new DumpReader.Kernel.NameValues.NameValueTree(Kernel.Objects, faults.Add);
        DumpReader.Kernel.NameValues.NameValueNode? node = tree.Read(0x101000 + Kernel.Offset("i_nvp_t", "nvi_nvp"), recurse: true);
        Assert.InRange(Count(node!), 1000, DumpReader.Bytes.Limits.NameValuePairs + 1);
        Assert.Equal(DumpReader.Kernel.WalkFaultKind.TooMany, Assert.Single(faults).Kind);

        static int Count(DumpReader.Kernel.NameValues.NameValueNode node) =>
            1 + (node.Lists ?? []).Sum(list => 1 + list.Pairs.Sum(Count));
    }

    [Fact]
    public void Values_without_end_end_at_the_limit()
    {
        // Ten pairs of 15 MB each, which lie one upon the other.
        const ulong pairs = 0x200000;
        Kernel.Memory.Write(pairs, new byte[16 << 20]);
        PutList(0x1000, pairs);
        PutPair(0x3000, next: 0, type: 20, value: BitConverter.GetBytes(0x1000UL));
        for (ulong i = 0; i < 10; i++)
        {
            ulong entry = pairs + (i * 0x100);
            PutPair(entry, next: i == 9 ? 0 : entry + 0x100, type: 10, value: [1]);
            Kernel.Set("nvpair_t", entry + Kernel.Offset("i_nvp_t", "nvi_nvp"), "nvp_size", 15_000_000);
            Kernel.Set("nvpair_t", entry + Kernel.Offset("i_nvp_t", "nvi_nvp"), "nvp_value_elem", 14_000_000);
        }

        var faults = new List<DumpReader.Kernel.WalkFault>();
        var tree = new DumpReader.Kernel.NameValues.NameValueTree(Kernel.Objects, faults.Add);
        DumpReader.Kernel.NameValues.NameValueNode? node = tree.Read(0x3000 + Kernel.Offset("i_nvp_t", "nvi_nvp"), recurse: true);
        Assert.InRange(Assert.Single(node!.Lists!).Pairs.Count, 1, 9);
        Assert.Equal(DumpReader.Kernel.WalkFaultKind.TooMany, Assert.Single(faults).Kind);
    }

    [Fact]
    public void Lists_within_lists_end_at_the_limit()
    {
        for (ulong level = 0; level < 100; level++)
        {
            ulong list = 0x100000 + (level * 0x1000);
            PutList(list, list + 0x400);
            PutPair(list + 0x400, next: 0, type: 20, value: BitConverter.GetBytes(list + 0x1000));
        }

        PutList(0x100000 + (100 * 0x1000), 0);
        string text = _session.Call(new Nvlist(), 0x100000).Text;
        Assert.InRange(text.Split('\n').Length, 60, 70);
        AssertPartial();
    }

    [Theory]
    [InlineData("eq_pend", "eqe_prev")]
    [InlineData("eq_phead", "eqe_next")]
    public void Errors_linked_in_a_circle_end(string head, string link)
    {
        Kernel.Put("errorq_t", 0x1000, (head, 0x2000));
        Kernel.Put("errorq_elem_t", 0x2000, (link, 0x3000), ("eqe_data", 0x22));
        Kernel.Put("errorq_elem_t", 0x3000, (link, 0x2000), ("eqe_data", 0x33));
        Assert.Equal(new HashSet<ulong> { 0x22, 0x33 }, [.. _session.Walk(new ErrorqDataWalker(), 0x1000)!]);
        AssertPartial();
    }

    private void PutList(ulong list, ulong first)
    {
        Kernel.Put("nvlist_t", list, ("nvl_priv", list + 0x100));
        Kernel.Put("nvpriv_t", list + 0x100, ("nvp_list", first));
    }

    /// <summary>A pair named a.</summary>
    private void PutPair(ulong entry, ulong next, ulong type, byte[] value)
    {
        ulong pair = entry + Kernel.Offset("i_nvp_t", "nvi_nvp");
        Kernel.Put("i_nvp_t", entry);
        Kernel.Memory.WriteUInt64(entry, next);
        Kernel.Put("nvpair_t", pair, ("nvp_size", 24 + (ulong)value.Length), ("nvp_name_sz", 2), ("nvp_type", type),
            ("nvp_value_elem", value.Length > 0 ? 1UL : 0));
        Kernel.Text(pair + 16, "a");
        Kernel.Memory.Write(pair + 18, new byte[6]);
        Kernel.Memory.Write(pair + 24, value);
    }

    private void AssertPartial() => Assert.True(_session.Run.IsPartial && _session.Run.SaidInStock);
}
