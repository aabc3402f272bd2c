using System.Text;
using Commands.Output;
using Commands.Pipeline;
using Conformance;
using DumpBuilder;
using DumpBuilder.Kernel;
using DumpReader.Targets;

namespace Commands.Tests.Hostile;

/// <summary>
/// A dump whose header, panic message, process, module and symbols all have names that would drive a terminal and make lines of their own:
/// whatever command shows them, on a terminal they are escaped.
/// </summary>
public sealed class HostileDumpTests : IDisposable
{
    private const string Line = "mdb: all is well";
    private const string Evil = "\u001b[2J\u202e\u009b\r\n" + Line;
    private const ulong Text = 0xfffffffff9000000;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("mdb-hostile-");
    private readonly ITarget _target;

    public HostileDumpTests()
    {
        string scenarios = Path.Combine(RepositoryPaths.Folder, "../../samples/scenarios");
        string process = $"#include \"bhyve-old.scenario\"\nfffffe5af0008000::print proc_t p_user.u_comm = \"\\033[2J\\r\\nmd\"\n"
            + $"fffffe5af0008000::print proc_t p_user.u_psargs = \"\\033[2J\\r\\n{Line}\"\n";
        DumpImage image = Scenario.Parse(process, "hostile", name => File.ReadAllText(Path.Combine(scenarios, name)));
        image.Facts = image.Facts with { NodeName = Evil, PanicString = "oops " + Evil, Version = "5" + Evil, Platform = Evil, Release = "5" + Evil };
        KernelModule module = image.AddModule("evil" + Evil);
        (module.Text, module.TextSize, module.FileName) = (Text, 0x1000, "/kernel/" + Evil);
        module.AddFunction("zz_evil_" + Evil, Text, 0x40);
        image.Write(Path.Combine(_folder.FullName, "unix.0"), Path.Combine(_folder.FullName, "vmcore.0"));
        _target = DumpOpener.Open(new OpenRequest { Operands = ["unix.0", "vmcore.0"], WorkingDirectory = _folder.FullName });
    }

    public void Dispose()
    {
        _target.Dispose();
        _folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Statements()
    {
        IEnumerable<string> names = Registry.DcmdNames.Where(n => char.IsAsciiLetter(n[0]) && n is not ("quit" or "log"));
        IEnumerable<string> examples = Registry.DcmdNames.SelectMany(name => Registry.CreateDcmd(name)!.Info.Examples).Where(e => !e.Contains(" ! ", StringComparison.Ordinal));
        return examples.Concat(names.Select(n => "::" + n)).Concat(names.Select(n => $"{Text:x}::{n}")).Concat(names.Select(n => "::walk proc | ::" + n)).Concat(names.Select(n => "::walk modctl | ::" + n))
            .Concat([$"{Text:x}/ai", $"{Text:x},3/ai", $"{Text:x}=a", $"{Text:x}=p", $"{Text + 4:x}=A", "evil`x=K", "zz_evi=K", $"::whatis {Text:x}", "::nm -M", $"::echo {Text:x} | ::printf '%a %y' . ."])
            .Distinct();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_command_lets_them_drive_a_terminal_or_make_lines(bool stock)
    {
        var wrong = new List<string>();
        foreach (string statement in Statements())
        {
            using var output = new MemoryStream();
            using var error = new MemoryStream();
            var session = new Session(
                _target, new SessionStreams(Stream.Null, output, error) { OutputIsTerminal = true }, new SessionOptions { Stock = stock, Deadline = TimeSpan.FromSeconds(10) });
            session.RunText(statement);
            session.Complete();
            string shown = Encoding.UTF8.GetString(output.ToArray()) + "\n" + Encoding.UTF8.GetString(error.ToArray());
            if (shown.Contains("\n" + Line, StringComparison.Ordinal) || shown.EnumerateRunes().Any(r => r.Value is not ('\n' or '\t') && SafeText.IsUnsafe(r)))
            {
                wrong.Add(statement);
            }
        }

        Assert.True(wrong.Count == 0, string.Join("; ", wrong));
    }
}
