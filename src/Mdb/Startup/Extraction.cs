using System.CommandLine;
using System.Runtime.InteropServices;
using System.Text;
using Commands.Output;
using DumpReader.Formats.IllumosCrash;
using DumpReader.Problems;
using DumpReader.Targets;
using Mdb.CommandLine;
using Mdb.Streams;
using Mdb.Terminals;

namespace Mdb.Startup;

/// <summary><c>mdb extract</c>: expands a compressed dump, or prints the messages saved with it.</summary>
internal sealed class Extraction(StandardStreams streams)
{
    /// <param name="words">The words behind <c>extract</c>.</param>
    public int Run(string[] words)
    {
        var declaration = new ExtractDeclaration();
        ParseResult result = declaration.Command.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.GetValue(declaration.Help))
        {
            Say(streams.Output, declaration.Usage());
            return ExitStatus.Ok;
        }

        if (result.Errors.Count > 0 || result.GetValue(declaration.Dump) is not { } dump)
        {
            string wrong = result.Errors.Count > 0 ? result.Errors[0].Message : "the dump to expand is missing";
            Say(streams.Error, $"mdb extract: {wrong}\n{declaration.Usage()}");
            return ExitStatus.Usage;
        }

        var request = new ExtractRequest
        {
            Dump = dump,
            OutputFolder = result.GetValue(declaration.Folder),
            Force = result.GetValue(declaration.Force),
            NoMmap = result.GetValue(declaration.NoMap),
            Threads = Math.Clamp(result.GetValue(declaration.Threads), 0, 1024),
            CacheBytes = result.GetValue(declaration.Cache) is > 0 and int mebiBytes ? (long)mebiBytes << 20 : null,
        };
        try
        {
            return result.GetValue(declaration.Messages) ? Messages(request) : Extract(request);
        }
        catch (DumpException failure)
        {
            Say(streams.Error, $"mdb: {failure.Message}\n");
            return ExitStatus.Failed;
        }
        catch (OperationCanceledException)
        {
            Say(streams.Error, "mdb: interrupted; nothing was written\n");
            return ExitStatus.Failed;
        }
    }

    private int Extract(ExtractRequest request)
    {
        using var cancel = new CancellationTokenSource();
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using PosixSignalRegistration end = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        using PosixSignalRegistration hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
        Extracted made = ProgressBar.Show(request.Progress, () => DumpExtractor.Extract(request, cancel.Token));
        Warn(made.Problems);
        Say(streams.Output, $"{made.Unix}\n{made.Vmcore}\n");
        return made.Lost == 0 ? ExitStatus.Ok : ExitStatus.Failed;

        void Stop(PosixSignalContext context)
        {
            context.Cancel = true;
            cancel.Cancel();
        }
    }

    private int Messages(ExtractRequest request)
    {
        IReadOnlyList<SavedMessage> messages = DumpExtractor.Messages(request, out IReadOnlyList<Problem> problems);
        Warn(problems);
        using var writer = new MdbWriter(streams.Output) { EscapeControls = true };
        foreach (SavedMessage message in messages)
        {
            writer.WriteBytes(message.Text.Span.TrimEnd((byte)'\n'));
            writer.NewLine();
        }

        writer.Flush();

        return ExitStatus.Ok;
    }

    private void Warn(IReadOnlyList<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            Say(streams.Error, $"mdb: warning: {problem}\n");
        }
    }

    private static void Say(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
