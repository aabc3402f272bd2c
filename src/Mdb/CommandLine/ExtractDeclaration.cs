using System.CommandLine;

namespace Mdb.CommandLine;

/// <summary>The command line of <c>mdb extract</c>.</summary>
internal sealed class ExtractDeclaration
{
    public const string Name = "extract";

    public ExtractDeclaration()
    {
        Command.Options.Add(Folder);
        Command.Options.Add(Messages);
        Command.Options.Add(Force);
        Command.Options.Add(NoMap);
        Command.Options.Add(Threads);
        Command.Options.Add(Cache);
        Command.Options.Add(Help);
        Command.Arguments.Add(Dump);
    }

    public Command Command { get; } = new(Name, "Expand a compressed crash dump into unix.N and vmcore.N, as savecore does.");

    public Argument<string?> Dump { get; } = new("dump")
    {
        Arity = ArgumentArity.ZeroOrOne,
        Description = "vmdump.N, or the image of a dump device",
    };

    public Option<string?> Folder { get; } = new("-o", "--output") { HelpName = "folder", Description = "where to put the files; the folder of the dump by default" };

    public Option<bool> Messages { get; } = new("--messages") { Description = "print the kernel messages saved on a dump device instead" };

    public Option<bool> Force { get; } = new("--force", "-f") { Description = "replace existing files; go on where pages are lost or the disk looks too small" };

    public Option<bool> NoMap { get; } = new("--no-mmap") { Description = "read the dump by position, do not map it" };

    public Option<int> Threads { get; } = new("-j", "--threads") { HelpName = "n", Description = "threads that expand; one for each processor by default" };

    public Option<int> Cache { get; } = new("--cache") { HelpName = "MiB", Description = "how much inflated data may be in the making; 64 by default, or 16 a thread" };

    public Option<bool> Help { get; } = new("--help", "-?") { Description = "print this text" };

    public string Usage() => $"""
        Usage: mdb extract [-o folder] [--force] dump
               mdb extract --messages dump

        {Command.Description}

        {UsageText.Lines(Command.Options)}
        """;
}
