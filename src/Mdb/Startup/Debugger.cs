using System.Text;
using Commands.Pipeline;
using Commands.Triage;
using DumpReader.Bytes;
using DumpReader.Problems;
using DumpReader.Symbols;
using DumpReader.Targets;
using Mdb.CommandLine;
using Mdb.Streams;
using Mdb.Terminals;

namespace Mdb.Startup;

/// <summary>One run of the debugger: opens what was asked for, runs the start file, then the input.</summary>
internal sealed class Debugger(Settings settings, StandardStreams streams)
{
    private const string StartFile = ".mdbrc";
    private const string CompressedDump = "MDB110";
    private const int ProblemsShown = 10;

    /// <returns>The exit status.</returns>
    public int Run()
    {
        var options = new SessionOptions
        {
            Form = settings.Json ? OutputForm.Json : settings.Csv ? OutputForm.Csv : OutputForm.Text,
            Deadline = settings.Deadline,
            MacroPath = settings.MacroPath ?? "",
            ModulePath = settings.ModulePath ?? "",
            SymbolDistance = settings.Distance ?? 0,
        };
        Apply(options);
        if (settings.Prompt is { } prompt)
        {
            options.Prompt = prompt;
        }

        if (settings.Live is { } live)
        {
            return Failed($"only dumps and files can be looked at, so there is no use for {live}");
        }

        try
        {
            var progress = new WorkProgress();
            using Interactive? person = settings.Expression is null && StandardStreams.AreTerminals ? new Interactive(streams) : null;
            using var opening = new Opening(settings.Deadline, person is not null);
            using ITarget target = ProgressBar.Show(progress, () => DumpOpener.Open(Request() with { Progress = progress, IsOver = opening.IsOver }));
            opening.Dispose();
            return Run(target, streams.ForSession(person?.Output) with { Reading = progress }, options, person, opening.Lack);
        }
        catch (DumpException failure)
        {
            int status = Failed(failure.Message);
            return options.Stock && failure.Problem.Code == CompressedDump ? ExitStatus.Ok : status;
        }
    }

    private OpenRequest Request() => new()
    {
        Operands = settings.Operands,
        Kernel = settings.Kernel,
        RawFile = settings.RawFile,
        Force = settings.Force,
        NoMmap = settings.NoMap,
        NoModuleSymbols = settings.NoModuleSymbols,
        CacheBytes = settings.CacheBytes,
        KeepIndex = !settings.NoIndex,
        IndexFolder = UserFolders.Cache is { } folder ? Path.Combine(folder, "mdb") : null,
        Dac = settings.Dac,
        Helper = Environment.ProcessPath,
    };

    private int Run(ITarget target, SessionStreams own, SessionOptions options, Interactive? person, Problem? lack)
    {
        var session = new Session(target, own, options);
        person?.Attach(session);
        streams.WhenClosed(() => End(session));
        Announce(target, session);
        if (lack is { } problem)
        {
            session.Lacks(problem);
        }

        if (person is not null && !options.Stock && !options.Json)
        {
            session.Streams.Output.Write(Encoding.UTF8.GetBytes(Banner.Of(target)));
            session.Streams.Output.Flush();
        }

        if (!settings.SkipStartFile)
        {
            RunStartFile(session);
        }

        if (!session.Quit)
        {
            RunInput(session, person);
        }

        session.Complete();
        return settings.Expression is null ? ExitStatus.Ok : session.ExitStatus;
    }

    /// <summary>Nobody reads the answers any more: there is no point in going on.</summary>
    private static void End(Session session)
    {
        session.Quit = true;
        session.Interrupt();
    }

    private void RunInput(Session session, Interactive? person)
    {
        if (settings.Expression is { } expression)
        {
            session.RunText(expression);
        }
        else if (person is not null)
        {
            person.Run(session);
        }
        else
        {
            RunScript(session);
        }
    }

    private void RunScript(Session session)
    {
        try
        {
            session.RunScript(session.Streams.Input);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Warn($"failed to read standard input: {e.Message}");
        }
    }

    private void Apply(SessionOptions options)
    {
        foreach ((string text, bool set) in settings.DebuggerOptions)
        {
            if (OptionParser.Apply(options, text, set) is { } wrong)
            {
                throw new UsageException(wrong);
            }
        }
    }

    /// <summary>What there is to say before the first input.</summary>
    private void Announce(ITarget target, Session session)
    {
        if (settings.Disassembler is { } name && !SessionDisassembler.TryChoose(session, name))
        {
            session.Warn($"invalid disassembler mode -- {name}");
        }

        if (!session.Options.Stock)
        {
            foreach (Problem problem in target.Problems.Take(ProblemsShown))
            {
                session.Warn($"warning: {problem}");
            }
        }

        if (settings.Preload)
        {
            streams.Output.Write("Preloading module symbols: ["u8);
            foreach (SymbolTable table in target.Symbols.Tables)
            {
                table.TryFindAtOrBelow(0, out _);
                streams.Output.Write(Encoding.UTF8.GetBytes(table.Module is { } module ? " " + module : ""));
            }

            streams.Output.Write(" ]\n"u8);
        }
    }

    private static void RunStartFile(Session session)
    {
        string? home = Environment.GetEnvironmentVariable(OperatingSystem.IsWindows() ? "USERPROFILE" : "HOME");
        if (string.IsNullOrEmpty(home))
        {
            return;
        }

        string path = Path.Combine(home, StartFile);
        try
        {
            if (File.Exists(path))
            {
                using FileStream file = File.OpenRead(path);
                session.RunScript(file, path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            session.Warn($"failed to read {path}: {(e is UnauthorizedAccessException ? "Permission denied" : "I/O error")}");
        }
    }

    private int Failed(string message)
    {
        streams.Error.Write(Encoding.UTF8.GetBytes($"mdb: {message}\n"));
        return ExitStatus.Failed;
    }
}
