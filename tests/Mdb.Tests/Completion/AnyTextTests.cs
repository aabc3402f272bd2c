using Commands.Pipeline;
using Conformance;
using CsCheck;
using DumpReader.Targets;
using Mdb.Completion;
using Mdb.Editor;

namespace Mdb.Tests.Completion;

/// <summary>Whatever stands on the line, Tab offers something or nothing, and what it offers goes on from the word that is there.</summary>
public sealed class AnyTextTests : IDisposable
{
    private static readonly string[] s_beginnings =
    [
        "", "::print kthread_t ", "::print \"struct ctxop\" ", "p0::print ", "::walk thread | ::print ", "::walk ctxop | ::print save_op | ::print ",
        "0::list \"struct ctxop\" ", "::printf \"%p\" kthread_t ", "::walk thread | ::print t_procp", "::print -c 1 struct ",
    ];

    private static readonly string[] s_pieces =
    [
        "::print", "::walk", "::help", " ", "|", ";", "!", "thread", "kthread_t", "struct ", "t_ctx", "t_procp", "p_user", "save_", ".", "->", "-", ">", "<",
        "[", "]", "[0]", "\"", "'", "\\", "$[", "$", ":", "/", "*", "*/c/", "=", "`", "genunix`", "p0", "0", "é", "漢", "\ud83d\ude00",
    ];

    private static Gen<string> Text { get; } = Gen.Select(
        Gen.Int[0, s_beginnings.Length - 1].Select(static i => s_beginnings[i]),
        Gen.Int[0, s_pieces.Length - 1].Select(static i => s_pieces[i]).Array[0, 6],
        static (start, more) => start + string.Concat(more));

    private readonly ITarget _target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("ctx-old")] });

    public void Dispose() => _target.Dispose();

    [Fact]
    public void Any_line_can_be_completed()
    {
        var session = new Session(_target, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions());
        var completer = new SessionCompleter(session);
        Text.Sample(
            text =>
            {
                Candidates found = completer.Complete(text);
                Assert.InRange(found.Start, 0, text.Length);
                string typed = text[found.Start..];
                Assert.All(found.Words, word => Assert.StartsWith(typed, word, StringComparison.Ordinal));
            },
            iter: 3000,
            threads: 1);
    }
}
