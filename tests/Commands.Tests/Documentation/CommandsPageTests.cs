using Commands.Pipeline;
using Conformance;

namespace Commands.Tests.Documentation;

/// <summary>docs/COMMANDS.md is what the program has. <c>MDB_GOLDEN=update</c> writes it anew.</summary>
public class CommandsPageTests
{
    private static string PagePath => Path.Combine(RepositoryPaths.Folder, "..", "..", "docs", "COMMANDS.md");

    [Fact]
    public void The_page_lists_what_the_registry_has()
    {
        string page = CommandsPage.Make(StockName.All);
        if (Environment.GetEnvironmentVariable("MDB_GOLDEN") == "update")
        {
            File.WriteAllText(PagePath, page);
        }

        Assert.True(File.ReadAllText(PagePath) == page, "docs/COMMANDS.md is not up to date: run this test with MDB_GOLDEN=update");
    }

    [Fact]
    public void Every_dcmd_and_walker_says_what_it_does()
    {
        Assert.All(Registry.DcmdNames, name => Assert.NotEmpty(Registry.CreateDcmd(name)!.Info.Summary));
        Assert.All(Registry.WalkerNames, name => Assert.NotEmpty(Registry.CreateWalker(name)!.Info.Summary));
    }
}
