using System.Text;
using DumpReader.Managed;
using Mdb.CommandLine;
using Mdb.Startup;
using Mdb.Streams;
using Mdb.Triage;

namespace Mdb;

internal static class Program
{
    private static int Main(string[] words)
    {
        var streams = new StandardStreams();
        try
        {
            return Start(words, streams);
        }
        finally
        {
            streams.HandOver();
        }
    }

    private static int Start(string[] words, StandardStreams streams)
    {
        var declaration = new Declaration();
        try
        {
            if (words is [ExtractDeclaration.Name, ..])
            {
                return new Extraction(streams).Run(words[1..]);
            }

            if (words is [TriageDeclaration.Name, ..])
            {
                return new TriageProgram(streams).Run(words[1..]);
            }

            if (Manual.IsAskedFor(words))
            {
                return Say(streams.Output, Manual.Of(words));
            }

            if (words is [HelperProcess.Word, ..])
            {
                return Help(words[1..], streams);
            }

            Settings settings = SettingsReader.Read(declaration, words);
            if (settings.Help)
            {
                return Say(streams.Output, UsageText.Of(declaration));
            }

            if (settings.Version)
            {
                return Say(streams.Output, $"mdb {typeof(Program).Assembly.GetName().Version?.ToString(3)}\n");
            }

            return new Debugger(settings, streams).Run();
        }
        catch (UsageException wrong)
        {
            Say(streams.Error, $"mdb: {wrong.Message}\n" + (wrong.ShowUsage ? UsageText.Of(declaration) : ""));
            return wrong.Status;
        }
        catch (Exception fault) when (fault is not OutOfMemoryException)
        {
            Failure.Report(fault, streams.Error);
            return ExitStatus.Failed;
        }
    }

    /// <summary>This process is the one that may be lost.</summary>
    private static int Help(string[] words, StandardStreams streams)
    {
        using var writer = new StreamWriter(streams.Output, leaveOpen: true) { NewLine = "\n" };
        RootSearch.Answer(words, writer);
        return ExitStatus.Ok;
    }

    private static int Say(Stream stream, string text)
    {
        stream.Write(Encoding.UTF8.GetBytes(text));
        return ExitStatus.Ok;
    }
}
