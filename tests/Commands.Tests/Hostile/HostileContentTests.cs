using System.Text;
using System.Text.Json;
using Commands.Output;
using Commands.Pipeline;
using Commands.Tests.Fakes;
using Commands.Triage;
using Conformance;
using DumpReader.Problems;
using DumpReader.Targets;
using DumpReader.Types;

namespace Commands.Tests.Hostile;

/// <summary>
/// Names in a dump that would drive a terminal, turn a line round, or look like lines of the debugger's own: they are shown, but do nothing.
/// </summary>
public sealed class HostileContentTests : IDisposable
{
    /// <summary>Clears the screen, turns the line round, an escape of eight bits and one of UTF-8, and a line of its own. MAXCOMLEN is 16.</summary>
    private static readonly byte[] Name = [.. "\u001b[2J\u202e"u8, 0x9b, .. "\u009b"u8, .. "\r\nx\0"u8];

    private readonly PatchedTarget _target;

    public HostileContentTests()
    {
        _target = new PatchedTarget(DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = DumpCache.Folder("ctx-new") }));
        var process = (StructType)_target.Types.Find(null, "proc_t", out _)!.Resolve();
        Assert.True(process.TryGetMember("p_user", out Member? user));
        foreach (string line in Ask("::walk proc", false, o => o.Form = OutputForm.Text).Out.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            ulong at = Convert.ToUInt64(line.Trim(), 16) + user.ByteOffset;
            foreach (string member in (string[])["u_comm", "u_psargs"])
            {
                Assert.True(((StructType)user.Type.Resolve()).TryGetMember(member, out Member? text));
                _target.Put(at + text.ByteOffset, Name);
            }
        }
    }

    public void Dispose() => _target.Dispose();

    private (string Out, string Error) Ask(string text, bool isTerminal, Action<SessionOptions> set)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var options = new SessionOptions();
        set(options);
        var session = new Session(_target, new SessionStreams(Stream.Null, output, error) { OutputIsTerminal = isTerminal }, options);
        session.RunText(text);
        session.Complete();
        return (Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private static void AssertHarmless(string text)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            Assert.True(rune.Value is '\n' or '\t' || !SafeText.IsUnsafe(rune), $"U+{rune.Value:x4} in {SafeText.Of(text)}");
        }
    }

    [Theory]
    [InlineData("::ps")]
    [InlineData("::ps -f")]
    [InlineData("::pgrep .")]
    [InlineData("::ptree")]
    [InlineData("::threadlist")]
    [InlineData("::walk thread | ::findstack -v")]
    [InlineData("::walk proc | ::print proc_t p_user.u_comm")]
    [InlineData("::walk proc | ::printf \"%s\\n\" proc_t p_user.u_psargs")]
    public void Nothing_drives_the_terminal_under_any_rules(string command)
    {
        foreach (bool stock in (bool[])[false, true])
        {
            (string shown, string said) = Ask(command, true, o => o.Stock = stock);
            Assert.Contains("x", shown, StringComparison.Ordinal);
            AssertHarmless(shown);
            AssertHarmless(said);
            Assert.DoesNotContain("\nx", shown, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Objects_hold_the_name_and_their_text_is_harmless(bool isTerminal)
    {
        string shown = Ask("::ps", isTerminal, o => o.Json = true).Out;
        AssertHarmless(shown);
        Assert.Contains("\\u001b[2J", shown, StringComparison.OrdinalIgnoreCase);
        string[] lines = shown.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, line => JsonDocument.Parse(line).Dispose());
        Assert.Contains(lines, line => JsonDocument.Parse(line).RootElement.TryGetProperty("name", out JsonElement name) && name.GetString()!.StartsWith("\u001b[2J", StringComparison.Ordinal));
    }

    [Fact]
    public void Text_that_turns_round_stays_text_in_objects_and_is_escaped()
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json, JsonLines.Options))
        {
            writer.WriteStartArray();
            writer.WriteStringValue("a\u202e\u2028\U000e0001é\"<'+`");
            writer.WriteStringValue("b\u202eé"u8);
            writer.WriteEndArray();
        }

        string text = Encoding.UTF8.GetString(json.ToArray());
        AssertHarmless(text);
        Assert.Contains("é", text, StringComparison.Ordinal);
        Assert.Contains("<'+`", text, StringComparison.Ordinal);
        Assert.Contains("a\\u202e\\u2028", text.ToLowerInvariant(), StringComparison.Ordinal);
        Assert.Equal("a\u202e\u2028\U000e0001é\"<'+`", JsonDocument.Parse(text).RootElement[0].GetString());
    }

    [Fact]
    public void A_table_on_a_terminal_is_harmless_in_the_form_of_CSV() =>
        AssertHarmless(Ask("::ps", true, o => o.Form = OutputForm.Csv).Out);

    [Fact]
    public void A_message_is_one_line_whatever_it_quotes()
    {
        using var error = new MemoryStream();
        var session = new Session(_target, new SessionStreams(Stream.Null, Stream.Null, error), new SessionOptions());
        session.Warn("module " + Encoding.Latin1.GetString(Name) + "\nmdb: all is well");
        string said = Encoding.UTF8.GetString(error.ToArray());
        AssertHarmless(said);
        Assert.Single(said.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("mdb: module \\u001b[2J", said, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_is_one_line_whatever_it_quotes()
    {
        var session = new Session(_target, new SessionStreams(Stream.Null, Stream.Null, Stream.Null), new SessionOptions { Stock = true });
        new Run(session, CancellationToken.None).Partial(new Problem("MDB531", "cache 'a\u001b[2J\nmdb: all is well'"));
        Assert.Equal("cache 'a\\u001b[2J\\u000amdb: all is well'", Assert.Single(session.Problems).Message);
    }

    [Fact]
    public void The_first_page_of_a_triage_and_its_record_are_harmless()
    {
        string evil = "a\u001b[2J\u202e\u009b\nmdb: all is well";
        var record = new TriageRecord { Name = evil, Panicstr = evil, Messages = [evil], Panicstack = [evil], Status = TriageStatus.Ok };
        AssertHarmless(TriagePage.Of(record));
        AssertHarmless(Encoding.UTF8.GetString(TriageJson.Write(record)));
        Assert.DoesNotContain("\nmdb:", TriagePage.Of(record), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("!echo x")]
    [InlineData("::ps ! cat")]
    [InlineData("::echo x ! cat")]
    public void Where_no_shell_was_given_none_is_started(string command)
    {
        (string shown, string said) = Ask(command, false, static _ => { });
        Assert.Equal("", shown);
        Assert.Contains("may not start other programs", said, StringComparison.Ordinal);
    }
}
