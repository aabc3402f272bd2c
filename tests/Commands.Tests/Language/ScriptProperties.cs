using System.Text;
using Commands.Pipeline;
using CsCheck;
using DumpReader.Targets;

namespace Commands.Tests.Language;

/// <summary>Whatever is typed, a session answers and goes on.</summary>
public class ScriptProperties
{
    private static readonly string[] Pieces =
    [
        "1", "0x10", "0t9", "'a'", "'", "\"", "\"a\\n\"", "nosuch", ".", "+", "-", "^", "&", "|", "*", "*/c/", "%", "%%", "#", "~", "(", ")", "==",
        "!=", "<<", ">>", "<x", "<y", ">x", ">/c/ x", ",", ",2", ",0", "/", "/X", "\\X", "@W 5", "?D", "=", "=K", "=s", "/L 5", "/v 1", "\n", ";", " ",
        "\t", "!", "!ls", "//", "$", "$[", "]", "$[1]", "$d", "0t10$d", "$v", "$q", "$<nosuch", "$<<a b", "::", "::echo", "::echo 1;2", "::map",
        "::map .+1", "::grep", "::grep '.'", "::eval", "::eval '.=K'", "::eval \"::eval 1\"", "::head -2", "::nosuch", "::mdb`echo", "::vars", "::unset x",
        "::typeset -t x", "::problems", "::typedef -c LP64", "::sizeof int", "0::array int 3 x", "\0", "\u00ff", "`", "{", "}", ":", ":a",
        ",ffffffffffffffff", "99999999999999999999", "=99999999999X", "'123456789'",
    ];

    private static readonly Gen<string> Scripts = Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]).Array[1, 24].Select(string.Concat);

    public static TheoryData<bool, bool> Modes => new() { { false, false }, { true, false }, { false, true } };

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_session_never_throws_and_never_hangs(bool stock, bool json) => Scripts.Sample(
        script =>
        {
            using ITarget none = DumpOpener.Open(new OpenRequest());
            var options = new SessionOptions { Stock = stock, Json = json, Deadline = TimeSpan.FromMilliseconds(20) };
            var error = new MemoryStream();
            var streams = new SessionStreams(new MemoryStream(Encoding.Latin1.GetBytes(script)), Stream.Null, error) { Shell = new FakeShell() };
            var session = new Session(none, streams, options);
            session.RunScript(session.Streams.Input);
            session.Complete();
            return !Encoding.Latin1.GetString(error.ToArray()).Contains("internal error", StringComparison.Ordinal);
        },
        iter: 3_000);
}
