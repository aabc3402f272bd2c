using System.Collections.Concurrent;
using Commands.Tests.Fakes;
using Conformance;
using DumpReader.Bytes;
using DumpReader.Kernel;
using DumpReader.Kernel.Memory;
using DumpReader.Scans;
using DumpReader.Spaces;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds.Memory;

/// <summary>Walks over buffers that read ahead on several threads: what they say is what a walk on one says.</summary>
public sealed class KmemAheadTests(LargeKmemDump dump) : IClassFixture<LargeKmemDump>
{
    private const ulong Outside = 0xfffffe5bdead0000;

    private static readonly Dictionary<string, Action<PatchedTarget>> Damages = new(StringComparer.Ordinal)
    {
        ["none"] = _ => { },
        ["slab list with a cycle"] = t => t.Put(LargeKmemDump.Slab(300) + 16, BitConverter.GetBytes(LargeKmemDump.Slab(200) + 16)),
        ["slab of another cache"] = t => t.Set("kmem_slab_t", LargeKmemDump.Slab(700), "slab_cache", Outside),
        ["slab list leads outside"] = t => t.Put(LargeKmemDump.Slab(350) + 16, BitConverter.GetBytes(Outside)),
        ["free list leads outside"] = t => t.Set("kmem_slab_t", LargeKmemDump.Slab(600), "slab_head", Outside),
        ["free lists too short"] = t => Array.ForEach([500, 501, 502, 650], i => t.Set("kmem_slab_t", LargeKmemDump.Slab(i), "slab_head", 0)),
        ["hash chain with a cycle"] = t => t.Set("kmem_bufctl_t", LargeKmemDump.Bufctl(20_000), "bc_next", LargeKmemDump.Bufctl(20_000)),
        ["hash chain that is the whole table"] = Chained,
        ["bufctl outside"] = t => t.Set("kmem_bufctl_t", LargeKmemDump.Bufctl(30_000), "bc_next", Outside),
        ["hash table larger than it is"] = t => t.Set("kmem_cache_t", LargeKmemDump.Structures + 0x278, "cache_hash_mask", ulong.MaxValue),
    };

    public static TheoryData<string> DamageNames => [.. Damages.Keys];

    [Theory]
    [InlineData("kmem")]
    [InlineData("kmem-debug")]
    [InlineData("kmem-lite")]
    [InlineData("kmem-corrupt")]
    public void Every_cache_of_a_recorded_dump_says_the_same_on_any_number_of_threads(string name)
    {
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder(name)] });
        Assert.NotEmpty(AssertSame(target, from: 1));
    }

    [Theory]
    [MemberData(nameof(DamageNames))]
    public void A_large_cache_says_the_same_on_any_number_of_threads_whatever_is_damaged(string damage)
    {
        var target = new PatchedTarget(dump.Target);
        Damages[damage](target);
        List<string> said = AssertSame(target, from: 8192);
        Assert.Equal(damage != "none", said.Exists(s => s.StartsWith("MDB", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("plain_cache", 5)]
    [InlineData("hashed_cache", 5)]
    [InlineData("small_cache", 100_000)]
    public void The_first_buffers_and_those_of_a_small_cache_are_read_by_the_thread_that_takes_them(string name, int taken)
    {
        var memory = new NotingSpace(dump.Target.Memory);
        Assert.NotEmpty(Walk(Allocator(memory), name, new Endless()).Take(taken));
        Assert.Equal([Environment.CurrentManagedThreadId], memory.Readers.Keys);
    }

    [Theory]
    [InlineData("plain_cache")]
    [InlineData("hashed_cache")]
    public void Others_read_a_large_cache_and_stop_when_nobody_takes_the_rest(string name)
    {
        var whole = new NotingSpace(dump.Target.Memory);
        Assert.True(Walk(Allocator(whole), name, new Endless()).Count() > 40_000);
        var memory = new NotingSpace(dump.Target.Memory) { Delay = 1 };
        Assert.Equal(9000, Walk(Allocator(memory), name, new Endless()).Take(9000).Count());
        long reads = memory.Reads;
        Assert.True(reads < whole.Reads, $"{reads} of {whole.Reads}");
        Assert.True(memory.Readers.Count > 1);
        Thread.Sleep(20);
        Assert.Equal(reads, memory.Reads);
    }

    [Fact]
    public void A_control_that_says_so_ends_a_walk_in_the_middle()
    {
        var control = new Endless();
        int count = 0;
        foreach (KmemBuffer buffer in Walk(Allocator(dump.Target.Memory), "hashed_cache", control))
        {
            Assert.NotEqual(0UL, buffer.Address);
            control.ShouldStop = ++count >= 10_000;
        }

        Assert.InRange(count, 10_000, 20_000);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_session_lists_the_buffers_of_all_caches_in_order(bool stock)
    {
        string[] lines = TestSession.Text("::walk kmem", options => options.Stock = stock, target: dump.Target).Lines;
        IEnumerable<ulong> full = Enumerable.Range(0, (int)LargeKmemDump.Count / 2).Select(i => LargeKmemDump.Plain.Buffer(i));
        Assert.Equal(full.Take(20_000).Select(a => $"0x{a:x}"), lines.Take(20_000));
        Assert.Equal((2 * Allocated(LargeKmemDump.Count)) + Allocated(3000), lines.Length);
        Assert.Equal(lines.Length, lines.Distinct().Count());
    }

    private static int Allocated(long count) => Enumerable.Range(0, (int)count).Count(i => !LargeKmemDump.Frees(i));

    /// <summary>Of ten thousand bufctls each leads to the next: a chain longer than a part of the work may be.</summary>
    private static void Chained(PatchedTarget target)
    {
        var bytes = new byte[24 * 10_000];
        Assert.Equal(bytes.Length, target.Memory.Read(LargeKmemDump.Bufctl(10_000), bytes));
        for (int i = 0; i < 9_999; i++)
        {
            BitConverter.TryWriteBytes(bytes.AsSpan(24 * i), LargeKmemDump.Bufctl(10_001 + i));
        }

        target.Put(LargeKmemDump.Bufctl(10_000), bytes);
    }

    private static List<string> AssertSame(ITarget target, int from)
    {
        var kernel = new KernelObjects(target.Memory, target.Symbols, target.Types);
        var kmem = new KmemAllocator(kernel);
        var all = new List<string>();
        foreach (ulong cache in kmem.Caches(_ => { })!)
        {
            foreach (KmemSelection selection in Enum.GetValues<KmemSelection>())
            {
                foreach (bool bufctls in (bool[])[false, true])
                {
                    List<string> serial = Say(kmem, cache, selection, bufctls, null);
                    foreach (int workers in (int[])[1, 2, 5])
                    {
                        List<string> ahead = Say(kmem, cache, selection, bufctls, new BufferAhead(new Endless(), workers, from));
                        if (!serial.SequenceEqual(ahead))
                        {
                            Assert.Equal(serial, ahead);
                        }
                    }

                    all.AddRange(serial);
                }
            }
        }

        return all;
    }

    /// <summary>Buffers and faults in the order in which they are heard of.</summary>
    private static List<string> Say(KmemAllocator kmem, ulong cache, KmemSelection selection, bool bufctls, BufferAhead? ahead)
    {
        int thread = Environment.CurrentManagedThreadId;
        var said = new List<string>();
        foreach (KmemBuffer buffer in KmemBuffers.Walk(kmem, cache, selection, bufctls, Fault, ahead) ?? [])
        {
            said.Add($"{buffer.Address:x} {buffer.Bufctl:x}");
        }

        return said;

        void Fault(KmemFault fault)
        {
            Assert.Equal(thread, Environment.CurrentManagedThreadId);
            said.Add($"{fault.Problem.Code} {fault.Message} {fault.Address:x}");
        }
    }

    private KmemAllocator Allocator(AddressSpace memory) => new(new KernelObjects(memory, dump.Target.Symbols, dump.Target.Types));

    private static IEnumerable<KmemBuffer> Walk(KmemAllocator kmem, string name, IScanControl control)
    {
        ulong cache = kmem.ReadCaches(_ => { }).Single(c => c.Name == name).Address;
        return KmemBuffers.Walk(kmem, cache, KmemSelection.Allocated, bufctls: false, f => Assert.Fail(f.Message), new BufferAhead(control, 3))!;
    }

    /// <summary>A control of a scan that nobody watches.</summary>
    private sealed class Endless : IScanControl
    {
        public bool ShouldStop { get; set; }

        public bool IsOver => ShouldStop;

        public void Progress(long done, long total)
        {
        }

        public void End()
        {
        }
    }

    /// <summary>Memory that notes who reads it.</summary>
    private sealed class NotingSpace(AddressSpace inner) : AddressSpace
    {
        private long _reads;

        public ConcurrentDictionary<int, bool> Readers { get; } = [];

        public long Reads => Interlocked.Read(ref _reads);

        /// <summary>Whether other threads get their turn at each read.</summary>
        public int Delay { get; init; }

        public override int Read(ulong address, Span<byte> buffer)
        {
            Interlocked.Increment(ref _reads);
            Readers[Environment.CurrentManagedThreadId] = true;
            if (Delay > 0 && _reads % 64 == 0)
            {
                Thread.Sleep(Delay);
            }

            return inner.Read(address, buffer);
        }

        public override bool TryGetPhysical(ulong address, out PhysicalAddress physical) => inner.TryGetPhysical(address, out physical);
    }
}
