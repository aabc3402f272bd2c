using Commands.Pipeline;
using Conformance;
using DumpReader.Targets;
using Mdb.Editor;
using Mdb.Highlighting;

namespace Mdb.Tests.Highlighting;

public sealed class SessionHighlighterTests : IDisposable
{
    private readonly ITarget _target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder("ctx-old")] });
    private readonly SessionHighlighter _highlighter;

    public SessionHighlighterTests() => _highlighter = new SessionHighlighter(
        new Session(_target, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions()));

    public void Dispose() => _target.Dispose();

    /// <summary>Under each character: c command, ! unknown, w walker, n number, t text, m member, T type, v variable, s symbol, o operator,
    /// - option, $ shell, / comment.</summary>
    [Theory]
    [InlineData("::walk thread ", "cccccc wwwwww ")]
    [InlineData("::walk nosuch ", "cccccc !!!!!! ")]
    [InlineData("::walk nos", "cccccc    ")]
    [InlineData("::nosuch ", "!!!!!!!! ")]
    [InlineData("::wal", "     ")]
    [InlineData("::wal x", "!!!!!  ")]
    [InlineData("::", "  ")]
    [InlineData(":: x", "!!  ")]
    [InlineData("$c", "cc")]
    [InlineData("p0::print -a proc_t p_user.u_comm", "ssccccccc -- TTTTTT mmmmmmmmmmmmm")]
    [InlineData("0x10+<rip=X", "nnnnovvvvcT")]
    [InlineData("::walk thread | where t_pri > 0t60 && t_state == \"a|b\" | count", "cccccc wwwwww o ccccc mmmmm o nnnn oo mmmmmmm oo ttttt o ccccc")]
    [InlineData("::walk thread | sort -r t_pri", "cccccc wwwwww o cccc -- mmmmm")]
    [InlineData("::walk thread | count by t_procp", "cccccc wwwwww o ccccc cc mmmmmmm")]
    [InlineData("::print \"struct ctxop\" next", "ccccccc TTTTTTTTTTTTTT mmmm")]
    [InlineData("::print struct ctxop next", "ccccccc TTTTTT TTTTT mmmm")]
    [InlineData("::echo \"text", "cccccc ttttt")]
    [InlineData("::ps !grep x", "cccc o$$$$$$")]
    [InlineData("1=X // why", "ncT //////")]
    [InlineData("1=X; ::status", "ncTo cccccccc")]
    [InlineData("'漢'=X ::ps", "tttcT TTTT")]
    public void Words_have_the_colour_of_what_they_are(string line, string expected)
    {
        const string letters = " c!wntmTvso-$/";
        var styles = new TextStyle[line.Length];
        _highlighter.Highlight(line, styles);
        TextStyle[] order =
        [
            TextStyle.Plain, TextStyle.Command, TextStyle.Unknown, TextStyle.Walker, TextStyle.Number, TextStyle.Text, TextStyle.Member,
            TextStyle.Type, TextStyle.Variable, TextStyle.Symbol, TextStyle.Operator, TextStyle.Option, TextStyle.Shell, TextStyle.Comment,
        ];
        Assert.Equal(expected, string.Concat(styles.Select(style => letters[Array.IndexOf(order, style)])));
    }

    [Theory]
    [InlineData("")]
    [InlineData("$[")]
    [InlineData("'")]
    [InlineData("::print $[1+")]
    [InlineData("|||| !!!! ;;;; \\\\")]
    [InlineData("\ud83d")]
    [InlineData("::where ((((")]
    public void Any_text_can_be_coloured(string line) => _highlighter.Highlight(line, new TextStyle[line.Length]);
}
