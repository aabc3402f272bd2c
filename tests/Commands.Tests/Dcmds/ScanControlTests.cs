using System.Text;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using DumpReader.Bytes;
using DumpReader.Spaces;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds;

/// <summary>Long work shows how far it is and ends in the middle when somebody says so, with what it has and the word that it is partial.</summary>
public class ScanControlTests
{
    public static TheoryData<string> Scans =>
        ["fffffe5ac00e2be0::kgrep -d 1000", "::walk kmem | ::whatis", "::findleaks", "::typegraph", "::walk kmem", "::memstat", "::kmem_verify"];

    [Theory]
    [MemberData(nameof(Scans))]
    public void Progress_is_shown_to_a_person_and_taken_away(string scan)
    {
        var line = new Line();
        Ask(scan, SampleDumps.Open("kmem-debug"), line, _ => { });
        Assert.Contains(line.Shown, text => text.StartsWith("::", StringComparison.Ordinal) && text.EndsWith(" %", StringComparison.Ordinal));
        Assert.False(line.IsThere);
    }

    [Fact]
    public void How_far_a_dump_has_been_inflated_is_shown_while_a_statement_waits_for_it()
    {
        var line = new Line();
        var reading = new WorkProgress();
        reading.Begin("inflating", 200);
        var streams = new SessionStreams(Stream.Null, Stream.Null, Stream.Null) { Progress = line, Reading = reading };
        var watched = new WatchedReading(new Run(new Session(SampleDumps.Open("kmem-debug"), streams, new SessionOptions()), CancellationToken.None));
        Assert.False(watched.IsOver());
        Assert.Empty(line.Shown);
        reading.Set(50);
        SpinWait.SpinUntil(() => watched.IsOver() || line.IsThere, TimeSpan.FromMinutes(1));
        Assert.Equal(["inflating: 25 %"], line.Shown);
        watched.End();
        Assert.False(line.IsThere);
    }

    [Theory]
    [MemberData(nameof(Scans))]
    public void An_interrupt_in_the_middle_ends_it_and_is_said(string scan)
    {
        var counted = new InterruptedTarget(SampleDumps.Open("kmem-debug"));
        Answer whole = Ask(scan, counted, null, _ => { });
        Assert.Equal("", whole.Error);
        var target = new InterruptedTarget(SampleDumps.Open("kmem-debug")) { After = counted.Reads / 2 };
        Answer half = Ask(scan, target, null, session => target.Interrupt = session.Interrupt);
        Assert.Contains("mdb: partial: interrupted (MDB403)", half.Error, StringComparison.Ordinal);
        Assert.True(half.Out.Length <= whole.Out.Length);

        Assert.InRange(target.Reads, target.After, counted.Reads - 1);
    }

    private static Answer Ask(string text, ITarget target, IProgressLine? line, Action<Session> prepare)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var session = new Session(target, new SessionStreams(new MemoryStream(), output, error) { Progress = line }, new SessionOptions());
        prepare(session);
        session.RunText(text);
        return new Answer(Encoding.Latin1.GetString(output.ToArray()), Encoding.Latin1.GetString(error.ToArray()), session.ExitStatus);
    }

    private sealed class Line : IProgressLine
    {
        public int Patience => 0;

        public List<string> Shown { get; } = [];

        public bool IsThere { get; private set; }

        public void Show(string text)
        {
            Shown.Add(text);
            IsThere = true;
        }

        public void Clear() => IsThere = false;
    }

    /// <summary>A dump during whose use somebody interrupts: at a certain read.</summary>
    private sealed class InterruptedTarget : OverlaidTarget
    {
        private readonly CountingSpace _memory;

        public InterruptedTarget(ITarget inner)
            : base(inner) => _memory = new CountingSpace(inner.Memory, this);

        public long After { get; init; } = long.MaxValue;

        public Action? Interrupt { get; set; }

        public long Reads => _memory.Reads;

        public override AddressSpace Memory => _memory;

        private sealed class CountingSpace(AddressSpace inner, InterruptedTarget target) : AddressSpace
        {
            private readonly Lock _gate = new();

            public long Reads { get; private set; }

            public override int Read(ulong address, Span<byte> buffer)
            {
                // Whoever reads after the interrupt has had time to see it.
                lock (_gate)
                {
                    if (++Reads == target.After)
                    {
                        target.Interrupt?.Invoke();
                    }
                }

                return inner.Read(address, buffer);
            }

            public override bool TryGetPhysical(ulong address, out PhysicalAddress physical) => inner.TryGetPhysical(address, out physical);
        }
    }
}
