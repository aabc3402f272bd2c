using System.Text;
using Commands.Pipeline;
using Conformance;
using DumpReader.Targets;

namespace Commands.Tests.Dcmds;

/// <summary>Whatever a command is given, it answers or refuses: no exception, no hang.</summary>
public class EveryCommandTests
{
    private static readonly string[] Addresses = ["", "0", "1000", "fffffe5af5cc8040", "hz", "ffffffffffffffff"];

    private static readonly string[] Producers = ["::walk thread | ", "::walk proc | ", "::echo 1000 | ", "::walk ctxop | "];

    private static readonly string[] Arguments = ["", "-v", "x", "struct", "proc_t", "$[5]", "\"\"", "-n 3", "%s proc_t p_stat", "ctxop_t next"];

    [Theory]
    [InlineData("ctx-new")]
    [InlineData("bad-ctf-badref")]
    [InlineData("bad-ctf-cycle")]
    [InlineData("bad-ctf-none")]
    [InlineData("bad-list-proc-loop")]
    [InlineData("bad-list-threads-rho")]
    [InlineData("bad-list-mod-damaged")]
    [InlineData("bad-map-wild")]
    [InlineData("bad-trunc-data")]
    public void Odd_addresses_and_arguments_are_answered_or_refused(string dump)
    {
        using ITarget target = DumpOpener.Open(new OpenRequest { Operands = [DumpCache.Folder(dump)] });
        var wrong = new List<string>();
        foreach (string name in Registry.DcmdNames.Where(n => n is not ("quit" or "$q" or "log" or "$>")))
        {
            string verb = char.IsLetterOrDigit(name[0]) || name[0] == '_' ? "::" + name : name;
            foreach (string before in Addresses.Concat(Producers))
            {
                wrong.AddRange(Arguments.SelectMany(a => (string[])[.. Wrong(target, $"{before}{verb} {a}", false), .. Wrong(target, $"{before}{verb} {a}", true)]));
            }
        }

        Assert.Empty(wrong);
    }

    private static IEnumerable<string> Wrong(ITarget target, string text, bool stock)
    {
        using var error = new MemoryStream();
        var options = new SessionOptions { Stock = stock, Json = !stock, Deadline = TimeSpan.FromSeconds(20) };
        var session = new Session(target, new SessionStreams(Stream.Null, Stream.Null, error), options);
        session.RunText(text);
        session.Complete();
        string said = Encoding.Latin1.GetString(error.ToArray());
        return said.Contains("internal error", StringComparison.Ordinal) || said.Contains("MDB401", StringComparison.Ordinal) ? [$"{text}: {said}"] : [];
    }
}
