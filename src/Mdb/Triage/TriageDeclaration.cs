using System.CommandLine;
using Mdb.CommandLine;

namespace Mdb.Triage;

/// <summary>The command line of <c>mdb triage</c>.</summary>
internal sealed class TriageDeclaration
{
    public const string Name = "triage";

    public TriageDeclaration()
    {
        Triage.Arguments.Add(Dumps);
        foreach (Option option in new Option[] { From, Out, Shard, Jobs, Deadline, Memory, Strict, Force, Page, Json, Help })
        {
            Triage.Options.Add(option);
        }

        Merge.Arguments.Add(Records);
        Report.Arguments.Add(RecordFile);
        Report.Options.Add(Html);
        Report.Options.Add(Rules);
        Triage.Subcommands.Add(Merge);
        Triage.Subcommands.Add(Report);

        // Without an action a command that has others below it would have to be followed by one of them.
        Triage.SetAction(static _ => 0);
    }

    public Command Triage { get; } = new(Name, "Make a record of each crash dump: what panicked, where, and what is missing.");

    public Argument<string[]> Dumps { get; } = new("dump")
    {
        Arity = ArgumentArity.ZeroOrMore,
        Description = "a dump, a suffix N of unix.N and vmcore.N, or a directory that holds one dump",
    };

    public Option<string?> From { get; } = new("--from") { HelpName = "list", Description = "read more names from a file, one a line; - is standard input" };

    public Option<string?> Out { get; } = new("--out") { HelpName = "folder", Description = "write IDENTITY.json and IDENTITY.txt there; what is there is skipped" };

    public Option<string?> Shard { get; } = new("--shard") { HelpName = "k/n", Description = "take only the names whose number, from 0, is k modulo n" };

    public Option<int?> Jobs { get; } = new("--jobs", "-j") { HelpName = "n", Description = "dumps looked at at once; one for each processor by default" };

    public Option<double?> Deadline { get; } = new("--deadline") { HelpName = "seconds", Description = "time for each dump; 60 by default" };

    public Option<string?> Memory { get; } = new("--memory") { HelpName = "size", Description = "memory for each dump, such as 500M or 2G" };

    public Option<bool> Strict { get; } = new("--strict") { Description = "exit with 3 when a dump is not ok" };

    public Option<bool> Force { get; } = new("--force") { Description = "use symbols of another build than the dump's" };

    public Option<bool> Page { get; } = new("--page") { Description = "print a page of text for each dump; on a terminal it is the default" };

    public Option<bool> Json { get; } = new("--json") { Description = "print a record for each dump, one line of JSON" };

    public Option<bool> Help { get; } = new("--help", "-?") { Description = "print this text", Recursive = true };

    public Command Merge { get; } = new("merge", "Print all records of some folders or files, sorted by identity, each once.");

    public Argument<string[]> Records { get; } = new("folder") { Arity = ArgumentArity.OneOrMore, Description = "folders and files with records" };

    public Command Report { get; } = new("report", "Group records by their stable signature.");

    public Argument<string> RecordFile { get; } = new("file") { Description = "records, one a line, as merge prints them; - is standard input" };

    public Option<string?> Html { get; } = new("--html") { HelpName = "file", Description = "write the report as one HTML file, too" };

    public Option<string?> Rules { get; } = new("--rules") { HelpName = "file", Description = "known issues, see docs/TRIAGE.md" };

    public string Usage() => $"""
        Usage: mdb triage [option ...] dump ...
               mdb triage merge folder ...
               mdb triage report [--html file] [--rules file] file

        {Triage.Description}

        {UsageText.Lines(Triage.Options.Concat(Report.Options))}
        """;
}
