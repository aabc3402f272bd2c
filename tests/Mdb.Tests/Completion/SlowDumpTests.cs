using System.Collections.Concurrent;
using System.Diagnostics;
using Commands.Pipeline;
using Conformance;
using DumpReader.Targets;
using Mdb.Completion;
using Mdb.Editor;
using Mdb.Highlighting;
using Shared;

namespace Mdb.Tests.Completion;

/// <summary>A dump of which every read takes long, as one does whose pages must be inflated first: the keys do not wait for it.</summary>
public sealed class SlowDumpTests : IDisposable
{
    private const int Milliseconds = 20;

    private readonly ConcurrentBag<SlowFile> _files = [];
    private readonly ITarget _target;
    private readonly Session _session;

    public SlowDumpTests()
    {
        _target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("ctx-old")], Over = (_, file) => Slow(new SlowFile(file)) });
        _session = new Session(_target, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
        SetDelay(Milliseconds);
    }

    private long Reads => _files.Sum(file => file.Reads);

    public void Dispose() => _target.Dispose();

    [Fact]
    public void Names_are_looked_up_no_more_on_a_line_where_that_took_long_and_again_on_the_next()
    {
        var highlighter = new SessionHighlighter(_session);
        const string line = "bee+beefbeef+panic_thread=K";
        highlighter.Highlight(line[..3], new TextStyle[3]);
        long reads = Reads;
        for (int length = 4; length <= line.Length; length++)
        {
            highlighter.Highlight(line[..length], new TextStyle[length]);
        }

        Assert.Equal(reads, Reads);
        SetDelay(0);
        highlighter.Highlight("", []);
        var styles = new TextStyle["panic_thread".Length];
        highlighter.Highlight("panic_thread", styles);
        Assert.All(styles, style => Assert.Equal(TextStyle.Symbol, style));
    }

    [Fact]
    public void Completion_gives_up_after_a_while_and_is_whole_when_the_dump_is_fast_again()
    {
        var completer = new SessionCompleter(_session);
        var clock = Stopwatch.StartNew();
        Assert.Empty(completer.Complete("panic_thre").Words);
        Assert.InRange(clock.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(20));
        SetDelay(0);
        Assert.Equal(["panic_thread"], completer.Complete("panic_thre").Words);
    }

    private SlowFile Slow(SlowFile file)
    {
        _files.Add(file);
        return file;
    }

    private void SetDelay(int milliseconds)
    {
        foreach (SlowFile file in _files)
        {
            file.Delay = milliseconds;
        }
    }
}
