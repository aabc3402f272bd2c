using Conformance;
using Mdb.CommandLine;
using Mdb.Tests.Processes;

namespace Mdb.Tests.CommandLine;

/// <summary>The manual page and the completion scripts say what the declarations say, and their readers take them.</summary>
public sealed class ManualTests : IDisposable
{
    private readonly MdbProcess _mdb = new();

    public void Dispose() => _mdb.Dispose();

    private static string Page => Path.Combine(RepositoryPaths.Folder, "..", "..", "docs", "man", "mdb.1");

    [Fact]
    public void The_manual_page_is_up_to_date()
    {
        string page = _mdb.Run("", "man").Output;
        if (Environment.GetEnvironmentVariable("MDB_GOLDEN") == "update")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Page)!);
            File.WriteAllText(Page, page);
        }

        Assert.True(File.ReadAllText(Page) == page, "docs/man/mdb.1 is not up to date: run this test with MDB_GOLDEN=update");
    }

    [Theory]
    [InlineData("/usr/bin/groff", "-man -ww -z -T utf8 page")]
    [InlineData("/usr/bin/bash", "-n bash")]
    [InlineData("/usr/bin/zsh", "-n zsh")]
    [InlineData("/usr/bin/fish", "--no-execute fish")]
    public void What_reads_them_has_nothing_to_say(string reader, string words)
    {
        Assert.SkipUnless(File.Exists(reader), $"{reader} is not here");
        File.WriteAllText(Path.Combine(_mdb.Folder, "page"), _mdb.Run("", "man").Output);
        foreach (string shell in (string[])["bash", "zsh", "fish"])
        {
            File.WriteAllText(Path.Combine(_mdb.Folder, shell), _mdb.Run("", "completion", shell).Output);
        }

        ProcessResult result = _mdb.Shell($"{reader} {words}");
        Assert.Equal(new ProcessResult("", "", 0), result);
    }

    [Theory]
    [InlineData("mdb --js", "--json")]
    [InlineData("mdb ext", "extract")]
    [InlineData("mdb triage --str", "--strict")]
    [InlineData("mdb triage report --ru", "--rules")]
    [InlineData("mdb completion f", "fish")]
    [InlineData("mdb -e ext", "")]
    [InlineData("mdb extract triage", "")]
    public void Bash_completes_a_word(string line, string completed)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/bash"), "needs bash");
        File.WriteAllText(Path.Combine(_mdb.Folder, "script"), _mdb.Run("", "completion", "bash").Output);
        File.WriteAllText(Path.Combine(_mdb.Folder, "ask"), """
            . ./script
            COMP_WORDS=("$@") COMP_CWORD=$(($# - 1))
            _mdb
            printf %s "${COMPREPLY[*]}"
            """);
        Assert.Equal(new ProcessResult(completed, "", 0), _mdb.Shell($"/usr/bin/bash ask {line}"));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    public void A_script_knows_every_option_and_command(string shell)
    {
        string script = Manual.Of(["completion", shell]);
        foreach (CommandForm form in CommandForm.Root().All)
        {
            Assert.Contains(form.Name, script, StringComparison.Ordinal);
            Assert.All(form.Options.SelectMany(CommandForm.Names), name => Assert.Contains(shell == "fish" ? name.TrimStart('-') : name, script, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void An_unknown_shell_is_a_usage_error()
    {
        ProcessResult result = _mdb.Run("", "completion", "csh");
        Assert.Equal(new ProcessResult("", "mdb: completion: csh is none of bash, zsh and fish\n", 2), result);
    }
}
