using System.CommandLine;
using System.Globalization;
using System.Text;
using Commands.Output;
using Commands.Triage;
using DumpReader.Bytes;
using Mdb.CommandLine;
using Mdb.Streams;

namespace Mdb.Triage;

/// <summary><c>mdb triage</c>: reads its command line and does what it asks for. The output is data, the error stream is the log.</summary>
internal sealed class TriageProgram(StandardStreams streams)
{
    private const string StandardInput = "-";

    private readonly TriageDeclaration _declaration = new();

    /// <param name="words">The words behind <c>triage</c>.</param>
    public int Run(string[] words)
    {
        if (words is [TriageChild.Word, ..])
        {
            return TriageChild.Run(words[1..], streams);
        }

        ParseResult result = _declaration.Triage.Parse(words, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.GetValue(_declaration.Help))
        {
            Say(streams.Output, _declaration.Usage());
            return ExitStatus.Ok;
        }

        try
        {
            return result.Errors.Count > 0 ? throw new UsageException(result.Errors[0].Message)
                : result.CommandResult.Command == _declaration.Merge ? Merge(result)
                : result.CommandResult.Command == _declaration.Report ? Report(result)
                : Triage(result);
        }
        catch (UsageException wrong)
        {
            Say(streams.Error, $"mdb triage: {wrong.Message}\n{_declaration.Usage()}");
            return ExitStatus.Usage;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Log(e is FileNotFoundException { FileName: { } file } ? $"{file}: No such file or directory" : e.Message);
            return ExitStatus.Failed;
        }
    }

    private int Triage(ParseResult result)
    {
        TriageOptions options = Options(result);
        using TextReader? list = result.GetValue(_declaration.From) is { } from ? OpenText(from) : null;
        List<string> names = DumpList.Of(result.GetValue(_declaration.Dumps) ?? [], list, result.GetValue(_declaration.Shard));
        if (names.Find(n => n.StartsWith('-') && !Path.Exists(n)) is { } option)
        {
            throw new UsageException($"unknown option {option}");
        }

        if (names.Count == 0 && result.GetValue(_declaration.From) is null && result.GetValue(_declaration.Shard) is null)
        {
            throw new UsageException("no dump is named");
        }

        if (options.Out is { } folder)
        {
            Directory.CreateDirectory(folder);
        }

        using var run = new TriageRun(options, streams.Output, Log);
        return run.Run(names);
    }

    private TriageOptions Options(ParseResult result)
    {
        double seconds = result.GetValue(_declaration.Deadline) ?? 60;
        if (seconds is not (> 0 and <= 1e6))
        {
            throw new UsageException("--deadline takes a number of seconds");
        }

        int jobs = result.GetValue(_declaration.Jobs) ?? Environment.ProcessorCount;
        return new TriageOptions
        {
            Out = result.GetValue(_declaration.Out),
            Jobs = jobs is > 0 and <= 1024 ? jobs : throw new UsageException("--jobs takes a number from 1 to 1024"),
            Deadline = TimeSpan.FromSeconds(seconds),
            Memory = Size(result.GetValue(_declaration.Memory)),
            Strict = result.GetValue(_declaration.Strict),
            Force = result.GetValue(_declaration.Force),
            Pages = result.GetValue(_declaration.Page) || (!Console.IsOutputRedirected && !result.GetValue(_declaration.Json)),
        };
    }

    private int Merge(ParseResult result) => RecordMerge.Run(result.GetValue(_declaration.Records)!, streams.Output, Log);

    private int Report(ParseResult result)
    {
        KnownIssues issues = result.GetValue(_declaration.Rules) is { } rules ? KnownIssues.Read(File.ReadAllBytes(rules), rules) : KnownIssues.None;
        using TextReader reader = OpenText(result.GetValue(_declaration.RecordFile)!);
        TriageReport report = TriageReport.Of(RecordMerge.Read(reader, Log), issues);
        Say(streams.Output, report.Text());
        if (result.GetValue(_declaration.Html) is { } html)
        {
            File.WriteAllText(html, HtmlReport.Of(report));
        }

        return ExitStatus.Ok;
    }

    private TextReader OpenText(string name) => new StreamReader(name == StandardInput ? streams.Input : File.OpenRead(name), new UTF8Encoding(false));

    /// <summary>Bytes, with K, M, G or T behind the number.</summary>
    private static long? Size(string? text)
    {
        if (text is null)
        {
            return null;
        }

        int shift = text.Length == 0 ? -1 : char.ToUpperInvariant(text[^1]) switch { 'K' => 10, 'M' => 20, 'G' => 30, 'T' => 40, _ => 0 };
        bool isNumber = long.TryParse(shift > 0 ? text[..^1] : text, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
        return isNumber && shift >= 0 && number > 0 && number <= long.MaxValue >> shift
            ? number << shift
            : throw new UsageException($"--memory takes a size such as 500M or 2G, not '{text}'");
    }

    /// <summary>One line, which may quote what a file of rules or records says.</summary>
    private void Log(string line) => Say(streams.Error, $"mdb triage: {SafeText.Of(line)}\n");

    private static void Say(Stream stream, string text) => stream.Write(Encoding.UTF8.GetBytes(text));
}
